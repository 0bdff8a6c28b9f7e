package org.detdiffusion.perception.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.junit.jupiter.api.Test;

class PlanFilterTest {
  @Test
  void thePapersFilterLeavesOutSmallObjectsAndOddCounts() {
    LayoutObject small = Records.object("dog", new Box(0, 0, 9, 9));
    LayoutObject large = Records.object("dog", new Box(20, 20, 10, 10));
    PlanFilter filter = PlanFilter.paper();
    assertThat(filter.apply(new Layout(64, 64, List.of(small, large, large)))).isEmpty();
    assertThat(filter.apply(new Layout(64, 64, List.of(small, large, large, large))))
        .contains(new Layout(64, 64, List.of(large, large, large)));
    assertThat(filter.apply(new Layout(64, 64, Collections.nCopies(9, large)))).isEmpty();
  }

  @Test
  void boxesThatReachOutOfTheImageAreClipped() {
    LayoutObject outside = Records.object("dog", new Box(-5, 60, 20, 20));
    assertThat(PlanFilter.standard().apply(new Layout(64, 64, List.of(outside))))
        .contains(new Layout(64, 64, List.of(Records.object("dog", new Box(0, 60, 15, 4)))));
  }

  @Test
  void boxesThatAreNoneAreLeftOut() {
    for (Box none :
        List.of(
            new Box(Double.NaN, 0, 5, 5),
            new Box(0, 0, Double.POSITIVE_INFINITY, 0),
            new Box(9, 9, -5, -5),
            new Box(70, 70, 5, 5))) {
      assertThat(
              PlanFilter.standard().apply(new Layout(64, 64, List.of(Records.object("d", none)))))
          .isEmpty();
    }
  }

  @Test
  void refusesARangeThatIsNone() {
    assertThatThrownBy(() -> new PlanFilter(0.1, 5, 3)).hasMessageContaining("5 to 3 objects");
    assertThatThrownBy(() -> new PlanFilter(Double.NaN, 1, 3)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new PlanFilter(0, 1, 101)).hasMessageContaining("1 to 100 objects");
  }
}
