package org.detdiffusion.perception.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SplittableRandom;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.random.Seeds;

/**
 * Copies real layouts in proportion to their weights: of n layouts in random order, copy k (from 0)
 * of the one at place p, weight w, comes at time (k + p/n) / w. So with equal weights every layout
 * comes once before any comes again. The first copy is exact, further ones are jittered.
 */
record CopiedLayouts(PlanFilter filter, Jitter jitter) {

  private record Copy(Layout layout, double place, double weight, int number) {
    double time() {
      return (number + place) / weight;
    }

    Copy next() {
      return new Copy(layout, place, weight, number + 1);
    }
  }

  List<Layout> plan(List<Layout> layouts, FocusWeights weights, int images, long seed) {
    PriorityQueue<Copy> queue = queue(layouts, weights, seed);
    List<Layout> planned = new ArrayList<>(images);
    for (int index = 0; index < images; index++) {
      Copy copy = queue.remove();
      SplittableRandom random = new SplittableRandom(Seeds.mix(seed, index));
      planned.add(copy.number() == 0 ? copy.layout() : jitter.apply(copy.layout(), filter, random));
      queue.add(copy.next());
    }
    return planned;
  }

  private static PriorityQueue<Copy> queue(List<Layout> layouts, FocusWeights weights, long seed) {
    List<Layout> order = new ArrayList<>(layouts);
    Collections.shuffle(order, new Random(Seeds.mix(seed)));
    PriorityQueue<Copy> queue =
        new PriorityQueue<>(Comparator.comparingDouble(Copy::time).thenComparing(Copy::place));
    for (int i = 0; i < order.size(); i++) {
      double place = (double) i / order.size();
      queue.add(new Copy(order.get(i), place, weights.of(order.get(i)), 0));
    }
    return queue;
  }
}
