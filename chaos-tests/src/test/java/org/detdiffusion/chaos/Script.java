package org.detdiffusion.chaos;

/**
 * What a job asks of the fake that works on it; travels as the job's seed, since that is handed
 * through to the networks.
 *
 * @param index of the job, from 0 on, as the verifier counts
 * @param millis that the work takes
 */
public record Script(long index, int millis) {
  private static final int BITS = 24;

  public long seed() {
    return index << BITS | millis;
  }

  public static Script of(long seed) {
    return new Script(seed >> BITS, (int) (seed & ((1 << BITS) - 1)));
  }
}
