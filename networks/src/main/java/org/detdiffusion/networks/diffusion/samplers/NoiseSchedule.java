package org.detdiffusion.networks.diffusion.samplers;

import java.util.function.DoubleUnaryOperator;

/**
 * How much noise each training step has: noisy = alpha * clean + sigma * noise, with alpha squared
 * = {@code alphaCumprod} and sigma squared = 1 - alphaCumprod. Tables are rounded to float as
 * diffusers keeps them.
 */
public final class NoiseSchedule {

  private final float[] betas;
  private final float[] alphasCumprod;

  private NoiseSchedule(float[] betas) {
    this.betas = betas;
    this.alphasCumprod = new float[betas.length];
    double product = 1;
    for (int t = 0; t < betas.length; t++) {
      product *= 1f - betas[t];
      alphasCumprod[t] = (float) product;
    }
  }

  /** Stable Diffusion's: square roots of beta from 0.00085 to 0.012 in 1000 equal steps. */
  public static NoiseSchedule scaledLinear() {
    return scaledLinear(0.00085, 0.012, 1000);
  }

  public static NoiseSchedule scaledLinear(double first, double last, int steps) {
    float[] roots = evenly(Math.sqrt(first), Math.sqrt(last), steps);
    for (int t = 0; t < steps; t++) {
      roots[t] *= roots[t];
    }
    return new NoiseSchedule(roots);
  }

  /** DDPM's. */
  public static NoiseSchedule linear(double first, double last, int steps) {
    return new NoiseSchedule(evenly(first, last, steps));
  }

  /** Squared cosine, beta at most 0.999 (Nichol and Dhariwal 2021). */
  public static NoiseSchedule cosine(int steps) {
    DoubleUnaryOperator alphaBar = u -> Math.pow(Math.cos((u + 0.008) / 1.008 * Math.PI / 2), 2);
    float[] betas = new float[steps];
    for (int t = 0; t < steps; t++) {
      double kept =
          alphaBar.applyAsDouble((t + 1.0) / steps) / alphaBar.applyAsDouble((double) t / steps);
      betas[t] = (float) Math.min(1 - kept, 0.999);
    }
    return new NoiseSchedule(betas);
  }

  public int steps() {
    return betas.length;
  }

  public double beta(int timestep) {
    return betas[timestep];
  }

  public double alphaCumprod(int timestep) {
    return alphasCumprod[timestep];
  }

  /** The share of the clean latents. */
  public double alpha(int timestep) {
    return Math.sqrt(alphaCumprod(timestep));
  }

  /** The share of the noise. */
  public double sigma(int timestep) {
    return Math.sqrt(1 - alphaCumprod(timestep));
  }

  /** log(alpha / sigma), half the logarithm of the signal-to-noise ratio. */
  public double lambda(int timestep) {
    return Math.log(alpha(timestep)) - Math.log(sigma(timestep));
  }

  /** One image's noisy latents, what a denoiser is trained on. */
  public float[] addNoise(float[] clean, float[] noise, int timestep) {
    return mix(alpha(timestep), clean, sigma(timestep), noise);
  }

  /** What a denoiser with {@link PredictionType#V_PREDICTION} shall predict. */
  public float[] velocity(float[] clean, float[] noise, int timestep) {
    return mix(-sigma(timestep), clean, alpha(timestep), noise);
  }

  private static float[] mix(double a, float[] x, double b, float[] y) {
    float[] sum = new float[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (a * x[i] + b * y[i]);
    }
    return sum;
  }

  /** Both halves count from their own end, in float, as torch.linspace does. */
  private static float[] evenly(double first, double last, int steps) {
    float from = (float) first;
    float to = (float) last;
    float stride = (to - from) / (steps - 1);
    float[] values = new float[steps];
    for (int i = 0; i < steps; i++) {
      values[i] = i < steps / 2 ? from + stride * i : to - stride * (steps - i - 1);
    }
    return values;
  }
}
