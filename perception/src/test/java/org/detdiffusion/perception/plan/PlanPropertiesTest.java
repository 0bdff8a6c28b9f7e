package org.detdiffusion.perception.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/** What holds for every plan, whatever was judged and whatever was asked for. */
class PlanPropertiesTest {

  @Property(tries = 500)
  void everyPlannedLayoutPassesTheFilter(
      @ForAll long data,
      @ForAll Focus focus,
      @ForAll LayoutSource source,
      @ForAll @DoubleRange(max = 0.06) double least,
      @ForAll @IntRange(min = 1, max = 3) int minObjects,
      @ForAll @DoubleRange(max = 0.5) double shift,
      @ForAll @DoubleRange(min = 1, max = 4) double zoom,
      @ForAll @DoubleRange(min = 1, max = 4) double resize,
      @ForAll boolean flip) {
    PlanFilter filter = new PlanFilter(least, minObjects, 6);
    Jitter jitter = new Jitter(flip, shift, zoom, resize);
    List<AnnotatedLayout> records = new ArrayList<>(Records.random(data, 8));
    Box large = new Box(0, 0, 30, 31);
    records.add(Records.of("fits", judged(large), judged(large.shift(32, 0)), judged(large)));
    LayoutPlanner planner = new LayoutPlanner(filter, focus, jitter);

    List<Layout> planned = planner.plan(records, Strategy.ORIGIN, source, 30, data);

    assertThat(planned).hasSize(30);
    assertThat(planned).allSatisfy(layout -> assertThat(filter.apply(layout)).contains(layout));
    assertThat(planner.plan(records, Strategy.ORIGIN, source, 30, data)).isEqualTo(planned);
  }

  @Property(tries = 300)
  void boxesThatReachOutOrAreNoneNeverGetIntoAPlan(
      @ForAll double x,
      @ForAll double y,
      @ForAll double width,
      @ForAll double height,
      @ForAll LayoutSource source) {
    AnnotatedLayout record =
        Records.of("odd", judged(new Box(x, y, width, height)), judged(new Box(8, 8, 20, 20)));
    LayoutPlanner planner = LayoutPlanner.standard();

    for (Layout layout : planner.plan(List.of(record), Strategy.HARD, source, 5, 1)) {
      assertThat(layout.objects())
          .isNotEmpty()
          .allSatisfy(object -> assertThat(object.box().isInside(64, 64)).isTrue())
          .allSatisfy(object -> assertThat(object.box().width()).isPositive())
          .allSatisfy(object -> assertThat(object.box().height()).isPositive());
    }
  }

  private static LayoutObject judged(Box box) {
    return Records.judged("common", box, Attribute.EASY);
  }
}
