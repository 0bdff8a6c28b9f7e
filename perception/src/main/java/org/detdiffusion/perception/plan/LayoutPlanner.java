package org.detdiffusion.perception.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.random.Seeds;

/**
 * Plans the layouts of the images to be made. The same records in any order, and the same seed,
 * give the same layouts; asking for more adds to the end. Every planned layout passes the filter.
 *
 * @param focus what the images are spent on, see {@link FocusWeights}
 */
public record LayoutPlanner(PlanFilter filter, Focus focus, Jitter jitter) {

  public static LayoutPlanner standard() {
    return new LayoutPlanner(PlanFilter.standard(), Focus.NONE, Jitter.standard());
  }

  /**
   * Plans layouts from judged real ones.
   *
   * @param images how many layouts
   * @throws IllegalArgumentException when no record passes the filter, or the focus needs judged
   *     objects and none is
   */
  public List<Layout> plan(
      List<AnnotatedLayout> records,
      Strategy strategy,
      LayoutSource source,
      int images,
      long seed) {
    List<Layout> layouts = fit(records);
    FocusWeights weights = new FocusWeights(focus, layouts);
    List<Layout> planned =
        switch (source) {
          case COPIED -> new CopiedLayouts(filter, jitter).plan(layouts, weights, images, seed);
          case NEW -> drawn(layouts, weights, images, seed);
        };
    return planned.stream().map(layout -> Strategies.apply(strategy, layout)).toList();
  }

  private List<Layout> fit(List<AnnotatedLayout> records) {
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
    return layouts;
  }

  private List<Layout> drawn(List<Layout> layouts, FocusWeights weights, int images, long seed) {
    NewLayouts drawn = new NewLayouts(layouts, weights, filter, jitter);
    return IntStream.range(0, images)
        .mapToObj(index -> drawn.draw(new SplittableRandom(Seeds.mix(seed, index))))
        .toList();
  }
}
