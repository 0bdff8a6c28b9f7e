package org.detdiffusion.perception.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SilhouetteTest {
  @Test
  void holesBelongToTheGarmentAndTheOutsideDoesNot() {
    byte[] pixels = new byte[25];
    for (int at : new int[] {6, 7, 8, 11, 13, 16, 17, 18}) {
      pixels[at] = (byte) 200;
    }
    pixels[0] = 8;
    BitSet shape = Silhouette.filled(pixels, 5, 8);
    assertThat(shape.cardinality()).isEqualTo(9);
    assertThat(shape.get(12)).isTrue();
    assertThat(shape.get(0)).isFalse();
  }

  @Test
  void aGarmentIsCutTight() {
    byte[] pixels = new byte[784];
    pixels[5 * 28 + 10] = (byte) 255;
    pixels[7 * 28 + 13] = (byte) 255;
    Garment garment = Garment.cutOut(3, pixels);
    assertThat(garment.width() + "x" + garment.height()).isEqualTo("4x3");
    assertThat(garment.tone()[0]).isEqualTo(1f);
    assertThat(garment.scaledTo(16).height()).isEqualTo(12);
  }
}
