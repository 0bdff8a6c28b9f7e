package org.detdiffusion.perception.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayoutPlannerTest {
  private static final List<AnnotatedLayout> RECORDS = Records.random(1, 20);
  private final LayoutPlanner planner = LayoutPlanner.standard();

  private List<Layout> plan(Strategy strategy, LayoutSource source, int images, long seed) {
    return planner.plan(RECORDS, strategy, source, images, seed);
  }

  @ParameterizedTest
  @EnumSource(LayoutSource.class)
  void theSameSeedPlansTheSameWhateverTheOrderOfTheRecords(LayoutSource source) {
    List<AnnotatedLayout> turned = new ArrayList<>(RECORDS);
    Collections.reverse(turned);
    List<Layout> planned = plan(Strategy.ORIGIN, source, 50, 7);
    assertThat(planner.plan(turned, Strategy.ORIGIN, source, 50, 7)).isEqualTo(planned);
    assertThat(plan(Strategy.ORIGIN, source, 50, 8)).isNotEqualTo(planned);
  }

  @ParameterizedTest
  @EnumSource(LayoutSource.class)
  void askingForMoreAddsToTheEnd(LayoutSource source) {
    List<Layout> few = plan(Strategy.HARD, source, 30, 7);
    assertThat(plan(Strategy.HARD, source, 45, 7))
        .hasSize(45)
        .startsWith(few.toArray(Layout[]::new));
  }

  @ParameterizedTest
  @EnumSource(LayoutSource.class)
  void easyAndHardSetEveryObjectAndNothingElse(LayoutSource source) {
    List<Layout> origin = plan(Strategy.ORIGIN, source, 40, 3);
    List<Layout> hard = plan(Strategy.HARD, source, 40, 3);
    assertThat(hard)
        .flatExtracting(Layout::objects)
        .allSatisfy(o -> assertThat(o.attribute()).contains(Attribute.HARD));
    assertThat(plan(Strategy.EASY, source, 40, 3))
        .flatExtracting(Layout::objects)
        .allSatisfy(o -> assertThat(o.attribute()).contains(Attribute.EASY));
    assertThat(boxes(hard)).isEqualTo(boxes(origin));
    assertThat(origin)
        .flatExtracting(Layout::objects)
        .extracting(LayoutObject::attribute)
        .contains(Optional.of(Attribute.EASY), Optional.of(Attribute.HARD));
  }

  private static List<Box> boxes(List<Layout> layouts) {
    return layouts.stream().flatMap(l -> l.objects().stream()).map(LayoutObject::box).toList();
  }

  @Test
  void copiesEveryRealLayoutOnceBeforeJittering() {
    List<Layout> real = RECORDS.stream().map(AnnotatedLayout::layout).toList();
    List<Layout> planned = plan(Strategy.ORIGIN, LayoutSource.COPIED, 60, 3);
    assertThat(planned.subList(0, 20)).containsExactlyInAnyOrderElementsOf(real);
    assertThat(planned.subList(20, 60)).doesNotContainAnyElementsOf(real);
  }

  @Test
  void theOrderOfCopiesFollowsTheSeed() {
    assertThat(plan(Strategy.ORIGIN, LayoutSource.COPIED, 20, 3))
        .isNotEqualTo(plan(Strategy.ORIGIN, LayoutSource.COPIED, 20, 4));
  }

  @Test
  void saysWhenThereIsNothingToPlanFrom() {
    assertThatThrownBy(() -> planner.plan(List.of(), Strategy.HARD, LayoutSource.NEW, 5, 0))
        .hasMessage(
            "none of 0 judged images has a layout of 1 to 24 objects; label more images or relax the filter");
  }
}
