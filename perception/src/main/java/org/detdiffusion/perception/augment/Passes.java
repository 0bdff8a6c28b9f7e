package org.detdiffusion.perception.augment;

import java.util.SplittableRandom;
import org.detdiffusion.perception.random.Seeds;

/**
 * Goes through a list again and again, each time in a new random order, without state: what comes
 * at a position follows from the seed.
 */
final class Passes {
  private Passes() {}

  /** The indices, 0 to size - 1, at positions first to first + count - 1. */
  static int[] indices(long seed, long first, int count, int size) {
    int[] indices = new int[count];
    long pass = -1;
    int[] order = new int[0];
    for (int i = 0; i < count; i++) {
      long position = first + i;
      if (position / size != pass) {
        pass = position / size;
        order = order(Seeds.mix(seed, pass), size);
      }
      indices[i] = order[(int) (position % size)];
    }
    return indices;
  }

  private static int[] order(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
