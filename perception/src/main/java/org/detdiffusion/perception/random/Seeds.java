package org.detdiffusion.perception.random;

import java.util.Random;

/** Derives independent seeds, so that an example depends on its place and not on those before. */
public final class Seeds {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  public static long mix(long... parts) {
    long mixed = 0;
    for (long part : parts) {
      mixed = scramble(mixed + GOLDEN + part);
    }
    return mixed;
  }

  /**
   * Random numbers that belong to one named thing. {@link Random} alone gives neighbouring seeds
   * nearly the same first numbers.
   */
  public static Random random(long seed, String id) {
    return new Random(scramble(seed * GOLDEN + id.hashCode()));
  }

  /** The finaliser of SplitMix64. */
  private static long scramble(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
