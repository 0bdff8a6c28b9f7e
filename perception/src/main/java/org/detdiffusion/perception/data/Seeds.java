package org.detdiffusion.perception.data;

import java.util.Random;

/** Random numbers that belong to one named thing, whatever came before it. */
public final class Seeds {
  private Seeds() {}

  /**
   * The finalizer of SplitMix64 over seed and id: {@link Random} alone gives neighbouring seeds
   * nearly the same first numbers.
   */
  public static Random random(long seed, String id) {
    long z = seed * 0x9E3779B97F4A7C15L + id.hashCode();
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return new Random(z ^ (z >>> 31));
  }
}
