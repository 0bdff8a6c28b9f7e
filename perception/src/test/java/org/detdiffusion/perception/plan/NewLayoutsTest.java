package org.detdiffusion.perception.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.junit.jupiter.api.Test;

class NewLayoutsTest {
  private static List<Layout> real(long seed, int count) {
    return Records.random(seed, count).stream().map(AnnotatedLayout::layout).toList();
  }

  private static List<Layout> draw(List<Layout> real, Focus focus, int count) {
    NewLayouts drawn =
        new NewLayouts(
            real, new FocusWeights(focus, real), PlanFilter.standard(), Jitter.standard());
    List<Layout> layouts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      layouts.add(drawn.draw(new SplittableRandom(i)));
    }
    return layouts;
  }

  @Test
  void objectsComeInTheNumbersSizesAndClassesOfTheDataSet() {
    List<Layout> real = real(2, 60);
    List<Layout> drawn = draw(real, Focus.NONE, 600);
    assertThat(objectsPerLayout(drawn)).isCloseTo(objectsPerLayout(real), within(0.25));
    assertThat(shareOfRare(drawn)).isCloseTo(shareOfRare(real), within(0.06));
    assertThat(drawn)
        .flatExtracting(Layout::objects)
        .extracting(LayoutObject::box)
        .allSatisfy(box -> assertThat(box.width()).isBetween(8.0, 31.25));
  }

  @Test
  void rareClassesComeByTheRootOfTheirFrequency() {
    List<Layout> real = real(2, 60);
    double rare = Math.sqrt(shareOfRare(real));
    double common = Math.sqrt(1 - shareOfRare(real));
    assertThat(shareOfRare(draw(real, Focus.RARE_CLASSES, 1500)))
        .isCloseTo(rare / (rare + common), within(0.03));
  }

  @Test
  void weakClassesComeByTheirShareOfHardObjects() {
    List<Layout> real = real(2, 60);
    // All rare objects are hard and no common one is, so hardly any common one is drawn.
    assertThat(shareOfRare(draw(real, Focus.WEAK_CLASSES, 600))).isGreaterThan(0.95);
  }

  @Test
  void imagesWithManyHardObjectsAreDrawnFromMoreOften() {
    List<Layout> real = real(2, 60);
    double[] weights =
        real.stream().mapToDouble(new FocusWeights(Focus.HARD_OBJECTS, real)::of).toArray();
    double objects = 0;
    double rare = 0;
    for (int i = 0; i < weights.length; i++) {
      objects += weights[i] * real.get(i).objects().size();
      rare += weights[i] * (weights[i] - 1);
    }
    assertThat(rare / objects).isGreaterThan(shareOfRare(real) + 0.05);
    assertThat(shareOfRare(draw(real, Focus.HARD_OBJECTS, 1500)))
        .isCloseTo(rare / objects, within(0.03));
  }

  @Test
  void eachClassKeepsTheAttributesOfItsObjects() {
    assertThat(draw(real(2, 30), Focus.NONE, 100))
        .flatExtracting(Layout::objects)
        .allSatisfy(
            object ->
                assertThat(object.attribute().orElseThrow().name())
                    .isEqualTo(object.className().equals("rare") ? "HARD" : "EASY"));
  }

  @Test
  void boxesOverlapNoMoreThanInTheDataSet() {
    Layout apart =
        Records.of(
                "apart",
                Records.object("dog", new Box(2, 2, 20, 20)),
                Records.object("dog", new Box(40, 40, 20, 20)))
            .layout();
    for (Layout layout : draw(List.of(apart), Focus.NONE, 200)) {
      List<LayoutObject> objects = layout.objects();
      if (objects.size() == 2) {
        assertThat(objects.get(0).box().intersection(objects.get(1).box())).isZero();
      }
    }
  }

  @Test
  void objectsCutByTheBorderStayThere() {
    Layout cut = Records.of("cut", Records.object("dog", new Box(30, 50, 12, 14))).layout();
    List<Layout> drawn = draw(List.of(cut), Focus.NONE, 50);
    assertThat(drawn)
        .flatExtracting(Layout::objects)
        .allSatisfy(o -> assertThat(o.box().bottom()).isCloseTo(64, within(1e-9)));
    assertThat(drawn)
        .flatExtracting(Layout::objects)
        .extracting(o -> o.box().x())
        .doesNotHaveDuplicates();
  }

  private static double objectsPerLayout(List<Layout> layouts) {
    return layouts.stream().mapToInt(layout -> layout.objects().size()).average().orElseThrow();
  }

  private static double shareOfRare(List<Layout> layouts) {
    return layouts.stream()
        .flatMap(layout -> layout.objects().stream())
        .mapToInt(object -> object.className().equals("rare") ? 1 : 0)
        .average()
        .orElseThrow();
  }
}
