package org.detdiffusion.perception.data.pocket;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.detdiffusion.perception.data.DataSetOptions;

/** The photographs to learn from and those held out, each in an order fixed by the seed. */
record PhotographSplits(List<Photograph> training, List<Photograph> heldOut) {

  /** As the source splits them; where it has one side only, by the training share. */
  static PhotographSplits of(
      List<Photograph> training, List<Photograph> heldOut, DataSetOptions options) {
    if (!training.isEmpty() && !heldOut.isEmpty()) {
      return new PhotographSplits(
          shuffled(training, options.seed()), shuffled(heldOut, options.seed()));
    }
    List<Photograph> all = shuffled(training.isEmpty() ? heldOut : training, options.seed());
    int border = (int) Math.ceil(all.size() * options.trainShare());
    if (all.size() > 1) {
      border = Math.min(border, all.size() - 1);
    }
    return new PhotographSplits(all.subList(0, border), all.subList(border, all.size()));
  }

  private static List<Photograph> shuffled(List<Photograph> photographs, long seed) {
    List<Photograph> order = new ArrayList<>(photographs);
    order.sort(Comparator.comparing(Photograph::id));
    Collections.shuffle(order, new Random(seed));
    return order;
  }
}
