package org.detdiffusion.perception.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.Test;

class PromptTest {
  private static final LocationTokens GRID = new LocationTokens(16, 16);
  private static final LayoutObject PERSON =
      new LayoutObject("person", new Box(0, 0, 64, 64), Optional.of(Attribute.HARD));
  private static final LayoutObject SHIRT =
      new LayoutObject("t-shirt", new Box(0, 0, 32, 64), Optional.of(Attribute.EASY));
  private static final LayoutObject DOG =
      new LayoutObject("dog", new Box(0, 0, 64, 32), Optional.empty());
  private static final Layout LAYOUT = new Layout(64, 64, List.of(PERSON, SHIRT, DOG));
  private final Prompt prompt = Prompt.detDiffusion(GRID, 20);

  @Test
  void namesClassLocationAndAttributeOfEveryObject() {
    assertThat(prompt.text(LAYOUT))
        .isEqualTo(
            "An image with person <l0> <l255> <hard> t shirt <l0> <l248> <easy> dog <l0> <l143>");
  }

  @Test
  void wordsAreTheTextsWords() {
    assertThat(prompt.words(LAYOUT)).hasSize(15).startsWith("An", "image", "with", "person");
    assertThat(prompt.words(new Layout(64, 64, List.of()))).containsExactly("An", "image", "with");
  }

  @Test
  void geoDiffusionsFormsLeaveTheAttributeOut() {
    assertThat(Prompt.cocoStuff(GRID).text(LAYOUT)).doesNotContain("<hard>");
    assertThat(Prompt.nuImages(GRID, "CAM_FRONT_LEFT").text(LAYOUT))
        .startsWith("A driving scene image of front left camera with person");
  }

  @Test
  void shufflingFollowsTheRandomNumbersAndKeepsEveryObject() {
    Layout shuffled = prompt.shuffled(LAYOUT, new SplittableRandom(1));
    assertThat(prompt.shuffled(LAYOUT, new SplittableRandom(1))).isEqualTo(shuffled);
    assertThat(shuffled.objects()).containsExactlyInAnyOrder(PERSON, SHIRT, DOG);
    SplittableRandom random = new SplittableRandom(4);
    int[] first = new int[3];
    for (int i = 0; i < 600; i++) {
      first[LAYOUT.objects().indexOf(prompt.shuffled(LAYOUT, random).objects().get(0))]++;
    }
    assertThat(first[0]).isBetween(150, 250);
    assertThat(first[1]).isBetween(150, 250);
  }

  @Test
  void objectsOverTheLimitAreLeftOut() {
    Layout crowded = new Layout(64, 64, Collections.nCopies(30, DOG));
    assertThat(prompt.words(crowded)).hasSize(3 + 20 * 3);
    assertThat(prompt.shuffled(crowded, new SplittableRandom(1)).objects()).hasSize(20);
    assertThat(Prompt.cocoStuff(GRID).words(crowded)).hasSize(3 + 18 * 3);
  }

  @Test
  void pointsOutsideTheImageGoToItsEdge() {
    assertThat(GRID.index(-5, 200, 64, 64)).isEqualTo(240);
    assertThat(GRID.count()).isEqualTo(256);
  }

  @Test
  void halvesGoToTheEvenGridPoint() {
    LocationTokens grid = new LocationTokens(256, 256);
    assertThat(grid.indexOfShare(0.5, 0.5)).isEqualTo(32896);
    assertThat(grid.indexOfShare(1, 1)).isEqualTo(65535);
  }

  @Test
  void refusesAGridOfOnePoint() {
    assertThatThrownBy(() -> new LocationTokens(1, 16)).hasMessageContaining("1x16");
  }
}
