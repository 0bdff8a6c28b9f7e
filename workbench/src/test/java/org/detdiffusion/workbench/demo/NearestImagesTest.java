package org.detdiffusion.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.detdiffusion.perception.image.PixelImage;
import org.junit.jupiter.api.Test;

class NearestImagesTest {
  private final List<PixelImage> training = List.of(image(1), image(2), image(3));
  private final NearestImages nearest = new NearestImages(training);

  @Test
  void findsACopy() {
    NearestImages.Match match = nearest.nearest(training.get(1));
    assertThat(match.index()).isEqualTo(1);
    assertThat(match.distance()).isZero();
  }

  @Test
  void findsAMirroredCopy() {
    NearestImages.Match match = nearest.nearest(mirrored(training.get(2)));
    assertThat(match.index()).isEqualTo(2);
    assertThat(match.distance()).isZero();
  }

  @Test
  void keepsItsDistanceFromSomethingNew() {
    assertThat(nearest.nearest(image(9)).distance()).isGreaterThan(5);
  }

  private static PixelImage image(long seed) {
    byte[] rgb = new byte[16 * 16 * 3];
    new Random(seed).nextBytes(rgb);
    return new PixelImage(16, 16, rgb);
  }

  private static PixelImage mirrored(PixelImage image) {
    byte[] rgb = new byte[image.rgb().length];
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        for (int channel = 0; channel < 3; channel++) {
          rgb[(y * 16 + x) * 3 + channel] = (byte) image.get(15 - x, y, channel);
        }
      }
    }
    return new PixelImage(16, 16, rgb);
  }
}
