package org.detdiffusion.perception.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/** What a data set's layouts show: objects of each class, and how far they overlap. */
final class LayoutStatistics {
  private static final double MOST_OVERLAP = 0.4;
  private static final double QUANTILE = 0.95;

  /** An object together with the size of the image that it was seen in. */
  record Seen(LayoutObject object, int width, int height, double weight) {}

  private final Lottery<Lottery<Seen>> classes;

  private final double overlap;

  LayoutStatistics(List<Layout> layouts, FocusWeights weights) {
    Map<String, List<Seen>> byClass = new TreeMap<>();
    for (Layout layout : layouts) {
      ToDoubleFunction<LayoutObject> weight = weights.in(layout);
      for (LayoutObject object : layout.objects()) {
        byClass
            .computeIfAbsent(object.className(), name -> new ArrayList<>())
            .add(new Seen(object, layout.width(), layout.height(), weight.applyAsDouble(object)));
      }
    }
    this.classes =
        new Lottery<>(
            byClass.values().stream().map(seen -> new Lottery<>(seen, Seen::weight)).toList(),
            Lottery::total);
    this.overlap = overlapOf(layouts);
  }

  Seen draw(RandomGenerator random) {
    return classes.draw(random).draw(random);
  }

  /** The most that the smaller of two boxes may be covered by the other, 0..0.4. */
  double overlap() {
    return overlap;
  }

  /** The share of the smaller box that the other covers. */
  static double overlap(Box one, Box other) {
    return one.intersection(other) / Math.min(one.area(), other.area());
  }

  private static double overlapOf(List<Layout> layouts) {
    double[] overlaps = layouts.stream().flatMapToDouble(LayoutStatistics::overlaps).toArray();
    Arrays.sort(overlaps);
    double seen = overlaps[(int) (QUANTILE * (overlaps.length - 1))];
    return Math.min(seen, MOST_OVERLAP);
  }

  private static DoubleStream overlaps(Layout layout) {
    return IntStream.range(0, layout.objects().size())
        .mapToDouble(index -> mostOverlap(index, layout.objects()));
  }

  private static double mostOverlap(int index, List<LayoutObject> objects) {
    double most = 0;
    for (int other = 0; other < objects.size(); other++) {
      if (other != index) {
        most = Math.max(most, overlap(objects.get(index).box(), objects.get(other).box()));
      }
    }
    return most;
  }
}
