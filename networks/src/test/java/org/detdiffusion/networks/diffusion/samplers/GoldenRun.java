package org.detdiffusion.networks.diffusion.samplers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** One recorded run of a scheduler, as its configuration says. */
record GoldenRun(JsonNode json) {

  private static final NoiseSchedule SCHEDULE = NoiseSchedule.scaledLinear();
  private static final PredictionType EPSILON = PredictionType.EPSILON;

  String key() {
    return json.path("key").asText();
  }

  /** The configuration without the number of steps. */
  String group() {
    return key().substring(0, key().lastIndexOf('.'));
  }

  int[] timesteps() {
    return StreamSupport.stream(json.path("timesteps").spliterator(), false)
        .mapToInt(JsonNode::asInt)
        .toArray();
  }

  Sampler sampler() {
    JsonNode config = json.path("config");
    int steps = json.path("N").asInt();
    int order = config.path("solver_order").asInt();
    int offset = config.path("steps_offset").asInt();
    String solver = config.path("solver_type").asText();
    return switch (json.path("scheduler").asText()) {
      case "DDPMScheduler" -> new DdpmSampler(SCHEDULE, EPSILON, steps, variance(config));
      case "DDIMScheduler" ->
          new DdimSampler(
              SCHEDULE,
              EPSILON,
              steps,
              json.path("step_kwargs").path("eta").asDouble(),
              offset,
              config.path("set_alpha_to_one").asBoolean());
      case "PNDMScheduler" -> new PndmSampler(SCHEDULE, EPSILON, steps, offset);
      case "DPMSolverMultistepScheduler" ->
          new DpmSolverPlusPlus(SCHEDULE, EPSILON, steps, order, secondOrder(solver), false);
      case "UniPCMultistepScheduler" ->
          new UniPcSampler(SCHEDULE, EPSILON, steps, order, unipc(solver));
      default -> throw new IllegalArgumentException("no sampler for " + key());
    };
  }

  private static DdpmSampler.Variance variance(JsonNode config) {
    return config.path("variance_type").asText().equals("fixed_small")
        ? DdpmSampler.Variance.FIXED_SMALL
        : DdpmSampler.Variance.FIXED_LARGE;
  }

  private static DpmSolverPlusPlus.SecondOrder secondOrder(String solver) {
    return solver.equals("heun")
        ? DpmSolverPlusPlus.SecondOrder.HEUN
        : DpmSolverPlusPlus.SecondOrder.MIDPOINT;
  }

  private static UniPcWeights.Kind unipc(String solver) {
    return solver.equals("bh1") ? UniPcWeights.Kind.BH1 : UniPcWeights.Kind.BH2;
  }

  @Override
  public String toString() {
    return key();
  }
}
