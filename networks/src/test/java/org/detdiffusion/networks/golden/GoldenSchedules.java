package org.detdiffusion.networks.golden;

import com.fasterxml.jackson.databind.JsonNode;
import org.detdiffusion.networks.training.LearningRate;

/** Schedules of the learning rate by diffusers' names. */
public final class GoldenSchedules {

  private GoldenSchedules() {}

  /**
   * By name, as the sets give them.
   *
   * @param peak learning rate that the factors are of
   * @param settings what the set says of it beyond its name
   */
  public static LearningRate of(String name, int warmUp, double peak, JsonNode settings) {
    return switch (name) {
      case "constant" -> LearningRate.constant(0);
      case "constant_with_warmup" -> LearningRate.constant(warmUp);
      case "linear" -> LearningRate.linear(warmUp);
      case "cosine" -> LearningRate.cosine(warmUp);
      case "cosine_with_restarts" ->
          LearningRate.cosineWithRestarts(warmUp, settings.path("num_cycles").asInt(1));
      case "polynomial" ->
          LearningRate.polynomial(
              warmUp,
              settings.path("lr_end").asDouble(1e-7) / peak,
              settings.path("power").asDouble(1));
      default -> throw new AssertionError("no schedule " + name);
    };
  }
}
