package org.detdiffusion.networks.diffusion.samplers;

/**
 * Where a stochastic sampler takes its noise from, so that a sampler itself stays a pure function.
 */
@FunctionalInterface
public interface NoiseSource {

  /** Independent values of mean 0 and variance 1. */
  double[] next(int length);

  /** For samplers that need none: asking for noise is an error. */
  static NoiseSource none() {
    return length -> {
      throw new IllegalStateException(
          "this sampler draws noise at every step: pass it a NoiseSource");
    };
  }
}
