package org.detdiffusion.networks.diffusers;

import org.detdiffusion.networks.diffusion.samplers.DdimSampler;
import org.detdiffusion.networks.diffusion.samplers.DdpmSampler;
import org.detdiffusion.networks.diffusion.samplers.DpmSolverPlusPlus;
import org.detdiffusion.networks.diffusion.samplers.NoiseSchedule;
import org.detdiffusion.networks.diffusion.samplers.PndmSampler;
import org.detdiffusion.networks.diffusion.samplers.PredictionType;
import org.detdiffusion.networks.diffusion.samplers.Sampler;
import org.detdiffusion.networks.diffusion.samplers.UniPcSampler;
import org.detdiffusion.networks.diffusion.samplers.UniPcWeights;
import org.detdiffusion.networks.weights.InvalidWeightsException;

/** Samplers and noise schedules as diffusers' scheduler_config.json describes them. */
public final class Schedulers {

  private Schedulers() {}

  /** The scheduler that the configuration is of. */
  public static Sampler sampler(ConfigFile file, int steps, double eta)
      throws InvalidWeightsException {
    return sampler(file.text("_class_name", "none"), file, steps, eta);
  }

  /**
   * Another scheduler with this one's configuration, as diffusers' {@code from_config}.
   *
   * @param type diffusers' class name
   * @param eta of DDIM; the others ignore it
   */
  public static Sampler sampler(String type, ConfigFile file, int steps, double eta)
      throws InvalidWeightsException {
    NoiseSchedule schedule = schedule(file);
    PredictionType prediction = prediction(file);
    boolean solver = type.startsWith("DPM") || type.startsWith("UniPC");
    file.without("thresholding", "clip_sample", "use_karras_sigmas")
        .only("timestep_spacing", solver ? "linspace" : "leading");
    int offset = file.present("steps_offset") ? file.integer("steps_offset", 0, 1000) : 0;
    return switch (type) {
      case "DDPMScheduler" -> new DdpmSampler(schedule, prediction, steps, variance(file));
      case "DDIMScheduler" ->
          new DdimSampler(
              schedule, prediction, steps, eta, offset, flag(file, "set_alpha_to_one", true));
      case "PNDMScheduler" -> pndm(file, schedule, prediction, steps, offset);
      case "DPMSolverMultistepScheduler" -> dpm(file, schedule, prediction, steps);
      case "UniPCMultistepScheduler" -> unipc(file, schedule, prediction, steps);
      default -> throw file.refused("_class_name", "which is not one of our samplers");
    };
  }

  /** Of training and sampling. */
  public static NoiseSchedule schedule(ConfigFile file) throws InvalidWeightsException {
    file.without("trained_betas");
    int steps =
        file.present("num_train_timesteps")
            ? file.integer("num_train_timesteps", 1, 100_000)
            : 1000;
    double first = file.number("beta_start", 0.0001);
    double last = file.number("beta_end", 0.02);
    return switch (file.text("beta_schedule", "linear")) {
      case "scaled_linear" -> NoiseSchedule.scaledLinear(first, last, steps);
      case "linear" -> NoiseSchedule.linear(first, last, steps);
      case "squaredcos_cap_v2" -> NoiseSchedule.cosine(steps);
      default -> throw file.refused("beta_schedule", "which is not supported");
    };
  }

  public static PredictionType prediction(ConfigFile file) throws InvalidWeightsException {
    return switch (file.text("prediction_type", "epsilon")) {
      case "epsilon" -> PredictionType.EPSILON;
      case "v_prediction" -> PredictionType.V_PREDICTION;
      default -> throw file.refused("prediction_type", "which is not supported");
    };
  }

  private static DdpmSampler.Variance variance(ConfigFile file) throws InvalidWeightsException {
    return switch (file.text("variance_type", "fixed_small")) {
      case "fixed_small" -> DdpmSampler.Variance.FIXED_SMALL;
      case "fixed_large" -> DdpmSampler.Variance.FIXED_LARGE;
      default -> throw file.refused("variance_type", "which is not supported");
    };
  }

  private static Sampler pndm(
      ConfigFile file, NoiseSchedule schedule, PredictionType prediction, int steps, int offset)
      throws InvalidWeightsException {
    if (!flag(file, "skip_prk_steps", false) || flag(file, "set_alpha_to_one", false)) {
      throw file.refused("skip_prk_steps", "where Stable Diffusion's settings are supported only");
    }
    return new PndmSampler(schedule, prediction, steps, offset);
  }

  private static Sampler dpm(
      ConfigFile file, NoiseSchedule schedule, PredictionType prediction, int steps)
      throws InvalidWeightsException {
    file.only("algorithm_type", "dpmsolver++").only("lower_order_final", true);
    DpmSolverPlusPlus.SecondOrder secondOrder =
        switch (file.text("solver_type", "midpoint")) {
          case "midpoint" -> DpmSolverPlusPlus.SecondOrder.MIDPOINT;
          case "heun" -> DpmSolverPlusPlus.SecondOrder.HEUN;
          default -> throw file.refused("solver_type", "which is not supported");
        };
    return new DpmSolverPlusPlus(schedule, prediction, steps, order(file), secondOrder, false);
  }

  private static Sampler unipc(
      ConfigFile file, NoiseSchedule schedule, PredictionType prediction, int steps)
      throws InvalidWeightsException {
    UniPcWeights.Kind kind =
        switch (file.text("solver_type", "bh2")) {
          case "bh1" -> UniPcWeights.Kind.BH1;
          case "bh2" -> UniPcWeights.Kind.BH2;
          default -> throw file.refused("solver_type", "which is not supported");
        };
    return new UniPcSampler(schedule, prediction, steps, order(file), kind);
  }

  private static int order(ConfigFile file) throws InvalidWeightsException {
    return file.present("solver_order") ? file.integer("solver_order", 1, 3) : 2;
  }

  private static boolean flag(ConfigFile file, String field, boolean otherwise) {
    return file.present(field) ? file.json().path(field).asBoolean() : otherwise;
  }
}
