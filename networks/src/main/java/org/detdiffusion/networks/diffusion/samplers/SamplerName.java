package org.detdiffusion.networks.diffusion.samplers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The samplers there are, by the names that messages and command lines have for them. */
public enum SamplerName {
  DDPM("ddpm", "DDPMScheduler"),
  DDIM("ddim", "DDIMScheduler"),
  PNDM("pndm", "PNDMScheduler"),
  DPM_SOLVER("dpm-solver++", "DPMSolverMultistepScheduler"),
  UNI_PC("unipc", "UniPCMultistepScheduler");

  private final String text;
  private final String diffusersClass;

  SamplerName(String text, String diffusersClass) {
    this.text = text;
    this.diffusersClass = diffusersClass;
  }

  public String text() {
    return text;
  }

  /** The scheduler that diffusers has for it. */
  public String diffusersClass() {
    return diffusersClass;
  }

  public static Optional<SamplerName> of(String text) {
    return Arrays.stream(values()).filter(name -> name.text.equals(text)).findFirst();
  }

  /** All names, as they are written. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(SamplerName::text).toList();
  }

  /**
   * The sampler as it suits a model of ours: to the clean latents where it can.
   *
   * @param steps calls of the network; PNDM makes one more
   */
  public Sampler sampler(NoiseSchedule schedule, PredictionType prediction, int steps) {
    return switch (this) {
      case DDPM -> new DdpmSampler(schedule, prediction, steps, DdpmSampler.Variance.FIXED_SMALL);
      case DDIM -> new DdimSampler(schedule, prediction, steps, 0, 0, true);
      case PNDM -> new PndmSampler(schedule, prediction, steps, 0);
      case DPM_SOLVER -> DpmSolverPlusPlus.of(schedule, prediction, steps);
      case UNI_PC -> new UniPcSampler(schedule, prediction, steps, 2, UniPcWeights.Kind.BH2);
    };
  }
}
