package org.detdiffusion.perception.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FoldsTest {
  @Test
  void cropsOfOnePhotoStayTogether() {
    for (int i = 0; i < 200; i++) {
      String photo = "photo" + i;
      assertThat(Folds.foldOf(photo + "#0", 5)).isEqualTo(Folds.foldOf(photo + "#17", 5));
      assertThat(Folds.foldOf(photo, 5)).isEqualTo(Folds.foldOf(photo + "#1", 5));
    }
  }

  @Test
  void foldsAreAboutEquallyLarge() {
    int[] sizes = new int[4];
    for (int i = 0; i < 4000; i++) {
      sizes[Folds.foldOf("BloodImage_%05d".formatted(i), 4)]++;
    }
    for (int size : sizes) {
      assertThat(size).isBetween(900, 1100);
    }
  }

  @Test
  void theFoldNeverChangesBetweenReleases() {
    assertThat(Folds.foldOf("scene-1", 1000)).isEqualTo(968);
    assertThat(Folds.foldOf("BloodImage_00001#0", 1000)).isEqualTo(933);
  }

  @Test
  void oneFoldHoldsEverything() {
    assertThat(Folds.foldOf("anything", 1)).isZero();
    assertThatThrownBy(() -> Folds.foldOf("anything", 0)).hasMessageContaining("0 folds");
  }
}
