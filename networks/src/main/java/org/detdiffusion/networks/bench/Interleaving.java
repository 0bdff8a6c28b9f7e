package org.detdiffusion.networks.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Variants in turn, so that what disturbs the machine meets all of them. */
public final class Interleaving {

  private Interleaving() {}

  /**
   * The best of each.
   *
   * @param rounds that count, after one that does not
   */
  public static List<Measured> bestOf(int rounds, List<? extends Variant> variants)
      throws IOException {
    for (Variant variant : variants) {
      variant.run();
    }
    List<Measured> best = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < variants.size(); i++) {
        Measured measured = variants.get(i).run();
        if (round == 0) {
          best.add(measured);
        } else if (measured.nanoseconds() < best.get(i).nanoseconds()) {
          best.set(i, measured);
        }
      }
    }
    return best;
  }
}
