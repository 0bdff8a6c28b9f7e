package org.detdiffusion.perception.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.junit.jupiter.api.Test;

class FocusTest {
  private static final LayoutObject DOG =
      Records.judged("dog", new Box(4, 4, 20, 20), Attribute.EASY);
  private static final LayoutObject HARD_DOG =
      Records.judged("dog", new Box(30, 4, 20, 20), Attribute.HARD);
  private static final LayoutObject HARD_CAT =
      Records.judged("cat", new Box(4, 30, 20, 20), Attribute.HARD);

  /** Eight dogs, one of them hard, and one hard cat. */
  private static final List<Layout> PETS =
      List.of(
          layout(DOG, DOG, DOG), layout(DOG, DOG), layout(DOG, HARD_DOG, HARD_CAT), layout(DOG));

  private static Layout layout(LayoutObject... objects) {
    return new Layout(64, 64, List.of(objects));
  }

  @Test
  void everythingWeighsTheSameWithoutAFocus() {
    FocusWeights weights = new FocusWeights(Focus.NONE, PETS);
    assertThat(PETS).allSatisfy(layout -> assertThat(weights.of(layout)).isEqualTo(1));
  }

  @Test
  void aRareClassWeighsOneOverTheRootOfItsFrequency() {
    FocusWeights weights = new FocusWeights(Focus.RARE_CLASSES, PETS);
    assertThat(weights.in(PETS.get(0)).applyAsDouble(HARD_CAT)).isEqualTo(3);
    assertThat(weights.in(PETS.get(0)).applyAsDouble(DOG)).isEqualTo(1 / Math.sqrt(8 / 9.0));
    assertThat(weights.of(PETS.get(2))).isEqualTo(3);
  }

  @Test
  void aWeakClassWeighsItsShareOfHardObjects() {
    FocusWeights weights = new FocusWeights(Focus.WEAK_CLASSES, PETS);
    assertThat(weights.in(PETS.get(0)).applyAsDouble(HARD_CAT)).isEqualTo(2 / 3.0);
    assertThat(weights.in(PETS.get(0)).applyAsDouble(DOG)).isEqualTo(2 / 10.0);
  }

  @Test
  void anImageWeighsOneAndItsHardObjects() {
    FocusWeights weights = new FocusWeights(Focus.HARD_OBJECTS, PETS);
    assertThat(PETS).extracting(weights::of).containsExactly(1.0, 1.0, 3.0, 1.0);
  }

  @Test
  void theBudgetIsSpentInProportionToTheWeights() {
    List<AnnotatedLayout> records = Records.random(3, 12);
    Map<Layout, Double> weights = weights(records);
    double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    Jitter none = new Jitter(false, 0, 1, 1);
    LayoutPlanner planner = new LayoutPlanner(PlanFilter.standard(), Focus.HARD_OBJECTS, none);
    for (int budget : new int[] {12, 100, 1000}) {
      Map<Layout, Long> copies =
          planner.plan(records, Strategy.ORIGIN, LayoutSource.COPIED, budget, 5).stream()
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      weights.forEach(
          (layout, weight) ->
              assertThat((double) copies.getOrDefault(layout, 0L))
                  .isCloseTo(budget * weight / all, within(2.0)));
    }
  }

  private static Map<Layout, Double> weights(List<AnnotatedLayout> records) {
    List<Layout> layouts = records.stream().map(AnnotatedLayout::layout).toList();
    FocusWeights weights = new FocusWeights(Focus.HARD_OBJECTS, layouts);
    return layouts.stream().collect(Collectors.toMap(Function.identity(), weights::of));
  }

  @Test
  void aFocusOnWhatADetectorMissesNeedsItsVerdicts() {
    List<Layout> unjudged = List.of(layout(Records.object("dog", new Box(0, 0, 9, 9))));
    for (Focus focus : List.of(Focus.WEAK_CLASSES, Focus.HARD_OBJECTS)) {
      assertThatThrownBy(() -> new FocusWeights(focus, unjudged))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("focus " + focus + " needs objects judged");
    }
    assertThat(new FocusWeights(Focus.RARE_CLASSES, unjudged).of(unjudged.get(0))).isEqualTo(1);
  }
}
