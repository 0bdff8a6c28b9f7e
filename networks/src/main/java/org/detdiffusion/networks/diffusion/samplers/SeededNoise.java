package org.detdiffusion.networks.diffusion.samplers;

import java.util.Arrays;
import java.util.Random;

/**
 * Noise for a batch in which every image has a stream of its own: what an image gets depends on its
 * seed alone, not on its neighbours. {@link Random} is specified bit for bit, so it is the same on
 * every Java.
 */
public final class SeededNoise implements NoiseSource {

  private final Random[] streams;

  /** One seed per image. */
  public SeededNoise(long... seeds) {
    streams = Arrays.stream(seeds).mapToObj(SeededNoise::stream).toArray(Random[]::new);
  }

  /** The batch's noise, image after image. */
  @Override
  public double[] next(int length) {
    if (length % streams.length != 0) {
      throw new IllegalArgumentException(
          length + " latent values can't be shared by " + streams.length + " images");
    }
    double[] values = new double[length];
    int share = length / streams.length;
    for (int i = 0; i < length; i++) {
      values[i] = streams[i / share].nextGaussian();
    }
    return values;
  }

  /** Neighbouring seeds give similar first values unless they are mixed (SplitMix64). */
  private static Random stream(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return new Random(z ^ (z >>> 31));
  }
}
