package org.detdiffusion.networks.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.junit.jupiter.api.Test;

class LayoutMapTest {

  private static final List<String> CLASSES = List.of("cat", "dog");
  private static final int SIZE = 4;

  @Test
  void showsHowMuchOfEachCellAnObjectCovers() {
    float[] map = draw(object("dog", new Box(0, 0, 24, 16), Attribute.HARD));
    assertThat(row(map, 0, 0)).containsExactly(0, 0, 0, 0);
    assertThat(row(map, 1, 0)).containsExactly(1, 0.5f, 0, 0);
    assertThat(row(map, 1, 1)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void tellsEasyFromHard() {
    float[] hard = draw(object("dog", new Box(0, 0, 16, 16), Attribute.HARD));
    assertThat(hard[at(3, 0, 0)]).isZero();
    assertThat(hard[at(4, 0, 0)]).isEqualTo(1);
    float[] easy = draw(object("dog", new Box(0, 0, 16, 16), Attribute.EASY));
    assertThat(easy[at(3, 0, 0)]).isEqualTo(1);
    assertThat(easy[at(4, 0, 0)]).isZero();
  }

  @Test
  void describesTheSmallestBoxOverACell() {
    float[] map =
        draw(
            object("cat", new Box(0, 0, 64, 64), Attribute.EASY),
            object("dog", new Box(0, 0, 32, 16), Attribute.EASY));
    assertThat(map[at(7, 0, 0)]).as("width of the dog").isEqualTo(2 * 2f / 4);
    assertThat(map[at(7, 3, 3)]).as("width of the cat").isEqualTo(2);
    assertThat(map[at(5, 0, 0)]).as("left of the dog's centre").isEqualTo(-0.5f);
  }

  @Test
  void refusesAClassTheGeneratorDoesNotKnow() {
    assertThatThrownBy(() -> draw(object("bird", new Box(0, 0, 9, 9), Attribute.EASY)))
        .hasMessage("class 'bird' is unknown to the generator; it knows [cat, dog]");
  }

  private static LayoutObject object(String name, Box box, Attribute attribute) {
    return new LayoutObject(name, box, Optional.of(attribute));
  }

  private static float[] draw(LayoutObject... objects) {
    float[] map = new float[LayoutMap.channels(CLASSES.size()) * SIZE * SIZE];
    LayoutMap.draw(new Layout(64, 64, List.of(objects)), CLASSES, SIZE, map, 0);
    return map;
  }

  private static int at(int channel, int x, int y) {
    return (channel * SIZE + y) * SIZE + x;
  }

  private static float[] row(float[] map, int channel, int y) {
    return java.util.Arrays.copyOfRange(map, at(channel, 0, y), at(channel, 0, y + 1));
  }
}
