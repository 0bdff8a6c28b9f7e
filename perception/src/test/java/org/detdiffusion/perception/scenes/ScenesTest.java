package org.detdiffusion.perception.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.geometry.RunLengths;
import org.junit.jupiter.api.Test;

class ScenesTest {
  private static final DataSet SCENES = Scenes.dataSet(new SceneOptions(100, 60, 40, 7));

  @Test
  void givesTheAskedSplits() {
    assertThat(SCENES.images("train")).hasSize(100);
    assertThat(SCENES.images("extra")).hasSize(60);
    assertThat(SCENES.images("test")).hasSize(40);
    assertThat(SCENES.classes())
        .containsExactly("t-shirt", "trouser", "dress", "sneaker", "bag", "boot");
    assertThat(SCENES.images().stream().map(AnnotatedImage::id)).doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedGivesTheSameScenes() {
    DataSet again = Scenes.dataSet(new SceneOptions(20, 0, 0, 7));
    DataSet other = Scenes.dataSet(new SceneOptions(20, 0, 0, 8));
    for (int i = 0; i < 20; i++) {
      AnnotatedImage scene = SCENES.images().get(i);
      assertThat(again.images().get(i).image().rgb()).isEqualTo(scene.image().rgb());
      assertThat(again.images().get(i).objects()).isEqualTo(scene.objects());
      assertThat(other.images().get(i).image().rgb()).isNotEqualTo(scene.image().rgb());
    }
  }

  @Test
  void boxesAreTightAroundTheVisibleMask() {
    for (AnnotatedObject object : objects()) {
      Mask mask = object.mask().orElseThrow();
      assertThat(object.box()).isEqualTo(RunLengths.of(mask).box());
      assertThat(mask.area()).isGreaterThanOrEqualTo(9);
    }
  }

  @Test
  void noPixelBelongsToTwoObjects() {
    for (AnnotatedImage scene : SCENES.images()) {
      int sum = scene.objects().stream().mapToInt(o -> o.mask().orElseThrow().area()).sum();
      Mask union = Mask.empty(64, 64);
      scene.objects().forEach(object -> union.bits().or(object.mask().orElseThrow().bits()));
      assertThat(union.area()).isEqualTo(sum);
    }
  }

  @Test
  void everySceneShowsOneToFourObjectsAboutTwoAndAHalfOnAverage() {
    assertThat(SCENES.images()).allMatch(scene -> between(scene.objects().size(), 1, 4));
    assertThat((double) objects().size() / SCENES.images().size())
        .isCloseTo(2.5, withinPercentage(10));
  }

  private static boolean between(int value, int from, int to) {
    return value >= from && value <= to;
  }

  @Test
  void objectsAreAsLargeAsTheRecipeSays() {
    for (AnnotatedObject object : objects()) {
      assertThat(Math.max(object.box().width(), object.box().height())).isLessThanOrEqualTo(32);
      assertThat(object.box().isInside(64, 64)).isTrue();
    }
  }

  @Test
  void picturesAreGrey() {
    byte[] rgb = SCENES.images().get(0).image().rgb();
    for (int i = 0; i < rgb.length; i += 3) {
      assertThat(rgb[i]).isEqualTo(rgb[i + 1]).isEqualTo(rgb[i + 2]);
    }
  }

  @Test
  void neighbouringScenesDoNotResembleEachOther() {
    Set<Integer> corners = new HashSet<>();
    SCENES.images("train").forEach(scene -> corners.add(scene.image().get(0, 0, 0) / 4));
    assertThat(corners).hasSizeGreaterThan(15);
  }

  @Test
  void noGarmentIsInTwoSplits() {
    Set<Integer> seen = new HashSet<>();
    int count = 0;
    for (String split : List.of("train", "extra", "test")) {
      for (Garment garment : garments(split)) {
        seen.add(31 * Arrays.hashCode(garment.tone()) + Arrays.hashCode(garment.cover()));
        count++;
      }
    }
    assertThat(count).isEqualTo((150 + 250 + 150) * 6 + (50 + 83 + 50) * 2);
    assertThat(seen).hasSize(count);
  }

  private static List<Garment> garments(String split) {
    Wardrobe wardrobe = Wardrobe.open(split);
    List<Garment> garments = new ArrayList<>(wardrobe.clutter());
    wardrobe.garments().values().forEach(garments::addAll);
    return garments;
  }

  private static List<AnnotatedObject> objects() {
    return SCENES.images().stream().flatMap(scene -> scene.objects().stream()).toList();
  }
}
