package org.detdiffusion.networks.diffusion.samplers;

import java.util.SplittableRandom;

/** What sampling starts from. */
public final class InitialNoise {

  private InitialNoise() {}

  /**
   * Each picture's from a stream of its own, whatever its neighbours.
   *
   * @param length of one picture's latents
   */
  public static double[] of(long[] seeds, int length) {
    double[] noise = new double[seeds.length * length];
    for (int i = 0; i < seeds.length; i++) {
      SplittableRandom random = new SplittableRandom(seeds[i]);
      for (int k = 0; k < length; k++) {
        noise[i * length + k] = random.nextGaussian();
      }
    }
    return noise;
  }
}
