package org.detdiffusion.networks.detection.exported;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32;
import org.detdiffusion.perception.image.PixelImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against pixels of OpenCV 5.0.0 ({@code resize} and {@code copyMakeBorder}), bit for bit. */
class LetterboxTest {

  @ParameterizedTest
  @CsvSource({
    "50, 37, 64, 64, b362a39e",
    "500, 333, 64, 96, 1431f008",
    "33, 40, 96, 64, 8f313015",
    "64, 64, 64, 64, 5ab278a3",
    "128, 96, 64, 64, 956f8306",
    "300, 9, 64, 64, f0340ede"
  })
  void hasThePixelsOfOpenCv(int width, int height, int toHeight, int toWidth, String checksum) {
    var filled = new Letterbox(toHeight, toWidth, false, true, 32).fill(image(width, height));

    assertThat(filled.height()).isEqualTo(toHeight);
    assertThat(filled.width()).isEqualTo(toWidth);
    assertThat(checksum(filled)).isEqualTo(checksum);
  }

  @Test
  void leavesSmallImagesAsTheyAreWhenTold() {
    var filled = new Letterbox(64, 64, false, false, 32).fill(image(20, 31));

    assertThat(filled.placement()).isEqualTo(new Placement(1, 22, 16, 20, 31));
    assertThat(checksum(filled)).isEqualTo("374d8125");
  }

  @Test
  void padsToTheNextStrideWhenTold() {
    var filled = new Letterbox(64, 64, true, true, 16).fill(image(101, 57));

    assertThat(filled.height()).isEqualTo(48);
    assertThat(filled.width()).isEqualTo(64);
    assertThat(checksum(filled)).isEqualTo("b7fd649b");
  }

  @Test
  void anOddPixelOfPaddingGoesToTheEnd() {
    var filled = new Letterbox(64, 64, false, true, 32).fill(image(50, 37));

    assertThat(filled.placement()).isEqualTo(new Placement(1.28, 0, 8, 50, 37));
    assertThat(filled.placement().unrounded(64, 64).top()).isEqualTo(8.32);
  }

  @Test
  void aLineOfPixelsKeepsOneRow() {
    var filled = new Letterbox(64, 64, false, true, 32).fill(image(801, 3));

    assertThat(filled.height()).isEqualTo(64);
  }

  static PixelImage image(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      rgb[i] = (byte) (x * 31 + y * 57 + i % 3 * 101 + x * y);
    }
    return new PixelImage(width, height, rgb);
  }

  /** Of height, width and colour in this order, 0..255. */
  private static String checksum(Letterbox.Filled filled) {
    int pixels = filled.height() * filled.width();
    CRC32 crc = new CRC32();
    for (int i = 0; i < 3 * pixels; i++) {
      crc.update(Math.round(filled.planes()[i % 3 * pixels + i / 3] * 255));
    }
    return "%08x".formatted(crc.getValue());
  }
}
