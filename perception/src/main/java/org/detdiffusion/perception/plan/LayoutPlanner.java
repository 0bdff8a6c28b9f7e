package org.detdiffusion.perception.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.random.Seeds;

/**
 * Plans the layouts of the images to be made. The same records in any order, and the same seed,
 * give the same layouts; asking for more adds to the end.
 *
 * @param rareBoost new layouts only, see {@link NewLayouts}
 */
public record LayoutPlanner(PlanFilter filter, double rareBoost) {

  public static LayoutPlanner standard() {
    return new LayoutPlanner(PlanFilter.standard(), 0);
  }

  /**
   * Plans layouts from judged real ones.
   *
   * @param images how many layouts
   * @throws IllegalArgumentException when no record passes the filter
   */
  public List<Layout> plan(
      List<AnnotatedLayout> records,
      Strategy strategy,
      LayoutSource source,
      int images,
      long seed) {
    List<Layout> layouts =
        records.stream()
            .sorted(Comparator.comparing(AnnotatedLayout::imageId))
            .map(each -> filter.apply(each.layout()))
            .flatMap(Optional::stream)
            .toList();
    if (layouts.isEmpty()) {
      throw new IllegalArgumentException(
          "none of %d judged images has a layout of %d to %d objects; label more images or relax the filter"
              .formatted(records.size(), filter.minObjects(), filter.maxObjects()));
    }
    List<Layout> planned =
        switch (source) {
          case COPIED -> copied(layouts, images, seed);
          case NEW -> drawn(layouts, images, seed);
        };
    return planned.stream().map(layout -> Strategies.apply(strategy, layout)).toList();
  }

  private List<Layout> drawn(List<Layout> layouts, int images, long seed) {
    NewLayouts drawn = new NewLayouts(layouts, rareBoost);
    return IntStream.range(0, images)
        .mapToObj(index -> drawn.draw(new SplittableRandom(Seeds.mix(seed, index))))
        .toList();
  }

  /** Every real layout once as it is, then again and again with jitter. */
  private static List<Layout> copied(List<Layout> layouts, int images, long seed) {
    List<Layout> order = new ArrayList<>(layouts);
    Collections.shuffle(order, new Random(Seeds.mix(seed)));
    List<Layout> planned = new ArrayList<>(images);
    for (int index = 0; index < images; index++) {
      Layout layout = order.get(index % order.size());
      boolean again = index >= order.size();
      SplittableRandom random = new SplittableRandom(Seeds.mix(seed, index));
      planned.add(again ? Jitter.apply(layout, random) : layout);
    }
    return planned;
  }
}
