package org.detdiffusion.networks.diffusion.samplers;

import java.util.stream.IntStream;

/** How diffusers 0.16.0 spreads N steps over the training steps. */
final class Timesteps {

  private Timesteps() {}

  /** Multiples of T / N from the largest down, plus an offset (DDPM, DDIM, PNDM). */
  static int[] leading(int trainingSteps, int steps, int offset) {
    check(trainingSteps, steps);
    int stride = trainingSteps / steps;
    return IntStream.range(0, steps).map(i -> (steps - 1 - i) * stride + offset).toArray();
  }

  /** From T - 1 down to near 0, rounded half to even (DPM-Solver++, UniPC). */
  static int[] linspace(int trainingSteps, int steps) {
    check(trainingSteps, steps);
    double stride = (trainingSteps - 1.0) / steps;
    return IntStream.range(0, steps).map(i -> (int) Math.rint((steps - i) * stride)).toArray();
  }

  private static void check(int trainingSteps, int steps) {
    if (steps < 1 || steps > trainingSteps) {
      throw new IllegalArgumentException(
          "a sampler takes 1.." + trainingSteps + " steps, not " + steps);
    }
  }
}
