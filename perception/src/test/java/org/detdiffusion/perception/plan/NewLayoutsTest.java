package org.detdiffusion.perception.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.junit.jupiter.api.Test;

class NewLayoutsTest {
  private static List<Layout> real(long seed, int count) {
    return Records.random(seed, count).stream().map(AnnotatedLayout::layout).toList();
  }

  private static List<Layout> draw(List<Layout> real, double rareBoost, int count) {
    NewLayouts drawn = new NewLayouts(real, rareBoost);
    List<Layout> layouts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      layouts.add(drawn.draw(new SplittableRandom(i)));
    }
    return layouts;
  }

  @Property(tries = 300)
  void boxesAreAlwaysValid(@ForAll long data, @ForAll @DoubleRange(max = 1) double boost) {
    for (Layout layout : draw(real(data, 6), boost, 5)) {
      assertThat(layout.objects()).isNotEmpty();
      for (LayoutObject object : layout.objects()) {
        assertThat(object.box().isInside(64, 64)).isTrue();
        assertThat(object.box().area()).isGreaterThan(0);
      }
    }
  }

  @Test
  void objectsComeInTheNumbersSizesAndClassesOfTheDataSet() {
    List<Layout> real = real(2, 60);
    List<Layout> drawn = draw(real, 0, 600);
    assertThat(objectsPerLayout(drawn)).isCloseTo(objectsPerLayout(real), within(0.25));
    assertThat(shareOfRare(drawn)).isCloseTo(shareOfRare(real), within(0.06));
    assertThat(drawn)
        .flatExtracting(Layout::objects)
        .extracting(LayoutObject::box)
        .allSatisfy(box -> assertThat(box.width()).isBetween(8.0, 31.25));
  }

  @Test
  void rareClassesComeMoreOftenWhenAsked() {
    assertThat(shareOfRare(draw(real(2, 60), 1, 600))).isCloseTo(0.5, within(0.06));
  }

  @Test
  void eachClassKeepsTheAttributesOfItsObjects() {
    assertThat(draw(real(2, 30), 0, 100))
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
    for (Layout layout : draw(List.of(apart), 0, 200)) {
      List<LayoutObject> objects = layout.objects();
      if (objects.size() == 2) {
        assertThat(objects.get(0).box().intersection(objects.get(1).box())).isZero();
      }
    }
  }

  @Test
  void objectsCutByTheBorderStayThere() {
    Layout cut = Records.of("cut", Records.object("dog", new Box(30, 50, 12, 14))).layout();
    List<Layout> drawn = draw(List.of(cut), 0, 50);
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
