package org.detdiffusion.networks.bench;

/**
 * What a variant took.
 *
 * @param nanoseconds of CPU time of the thread that did it, which other programs don't prolong
 */
public record Measured(String work, String variant, long flops, long nanoseconds) {

  public double milliseconds() {
    return nanoseconds / 1e6;
  }

  /** In 1e9 a second. */
  public double gigaFlops() {
    return (double) flops / nanoseconds;
  }
}
