package org.detdiffusion.networks.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A network is compiled for each batch size, so batches are cut into powers of two. */
public final class BatchSizes {

  private BatchSizes() {}

  /** The results of all, a batch after the other. */
  public static <T, R> List<R> each(List<T> all, Function<List<T>, List<R>> work) {
    List<R> results = new ArrayList<>();
    while (results.size() < all.size()) {
      int size = Integer.highestOneBit(all.size() - results.size());
      results.addAll(work.apply(all.subList(results.size(), results.size() + size)));
    }
    return results;
  }
}
