package org.detdiffusion.perception.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {
  @TempDir Path folder;

  @Test
  void pngKeepsEveryPixel() throws Exception {
    PixelImage image = noise(37, 21, 5);
    PixelImage back = ImageFiles.decode(ImageFiles.png(image), "noise.png");
    assertThat(back.width()).isEqualTo(37);
    assertThat(back.rgb()).isEqualTo(image.rgb());
  }

  @Test
  void thePngIsReadableByTheJdkAndAlwaysTheSame() throws Exception {
    PixelImage image = noise(16, 9, 1);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(ImageFiles.png(image)));
    assertThat(read.getRGB(3, 4) >> 16 & 0xff).isEqualTo(image.get(3, 4, 0));
    assertThat(ImageFiles.png(image)).isEqualTo(ImageFiles.png(noise(16, 9, 1)));
  }

  @Test
  void readsJpeg() throws Exception {
    BufferedImage picture = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(5, 5, 0xffffff);
    PixelImage image = ImageFiles.decode(encoded(picture, "jpeg"), "a.jpg");
    assertThat(image.width() + "x" + image.height()).isEqualTo("32x16");
    assertThat(image.get(5, 5, 1)).isGreaterThan(image.get(25, 10, 1));
  }

  @Test
  void greyValuesAreNotBrightened() throws Exception {
    BufferedImage grey = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(1, 2, 0, 77);
    BufferedImage deep = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(1, 2, 0, 77 << 8);
    assertThat(ImageFiles.decode(encoded(grey, "png"), "g").get(1, 2, 2)).isEqualTo(77);
    assertThat(ImageFiles.decode(encoded(deep, "png"), "d").get(1, 2, 0)).isEqualTo(77);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void coloursComeAsTheyAreInEveryKindOfPng(int type) throws Exception {
    BufferedImage picture = new BufferedImage(5, 3, type);
    picture.setRGB(2, 1, 0xffff0033);
    PixelImage image = ImageFiles.decode(encoded(picture, "png"), "p");
    assertThat(image.get(2, 1, 0) + "," + image.get(2, 1, 1) + "," + image.get(2, 1, 2))
        .isEqualTo("255,0,51");
    assertThat(image.get(0, 0, 0)).isZero();
  }

  @Test
  void refusesAPngThatClaimsTenBillionPixels() {
    assertThatThrownBy(() -> ImageFiles.decode(pngHeader(100_000, 100_000), "bomb.png"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessage(
            "image 'bomb.png' claims 100000x100000 pixels, more than 16 million: scale it down");
  }

  @Test
  void refusesWhatIsNoImage() {
    byte[] text = "GIF89a hello".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> ImageFiles.decode(text, "a.png"))
        .hasMessage("image 'a.png' is neither PNG nor JPEG: convert it to one of them");
    assertThatThrownBy(() -> ImageFiles.decode(new byte[0], "empty"))
        .isInstanceOf(InvalidImageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void refusesHalfAnImage(String format) throws Exception {
    byte[] whole = encoded(picture(noise(64, 64, 3)), format);
    assertThatThrownBy(() -> ImageFiles.decode(Arrays.copyOf(whole, whole.length / 2), "half"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("'half'");
  }

  @Test
  void flippedBytesNeverEscapeAsAnotherException() throws Exception {
    Random random = new Random(4);
    byte[] png = encoded(picture(noise(12, 12, 3)), "png");
    byte[] jpeg = encoded(picture(noise(12, 12, 3)), "jpeg");
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] broken = (i % 2 == 0 ? png : jpeg).clone();
      broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      refused += isRefused(broken) ? 1 : 0;
    }
    assertThat(refused).isBetween(20, 399);
  }

  private static boolean isRefused(byte[] bytes) {
    try {
      return ImageFiles.decode(bytes, "broken").width() < 0;
    } catch (InvalidImageException e) {
      return e.getMessage().contains("'broken'");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.png",
        "a/../../secret.png",
        "./../secret.png",
        "link.png",
        "nul\0.png",
        "",
        "missing.png"
      })
  void neverLeavesItsRoot(String name) throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    Path secret = Files.write(folder.resolve("secret.png"), ImageFiles.png(noise(2, 2, 1)));
    Files.createSymbolicLink(root.resolve("link.png"), secret);
    assertThatThrownBy(() -> ImageFiles.read(root, name)).isInstanceOf(InvalidImageException.class);
    assertThatThrownBy(() -> ImageFiles.read(root, secret.toString()))
        .hasMessageContaining("outside");
  }

  @Test
  void readsBelowItsRoot() throws Exception {
    Files.createDirectories(folder.resolve("sub"));
    Files.write(folder.resolve("sub/a.png"), ImageFiles.png(noise(3, 2, 1)));
    assertThat(ImageFiles.read(folder, "sub/a.png").width()).isEqualTo(3);
    assertThat(ImageFiles.read(folder, "sub/../sub/a.png").height()).isEqualTo(2);
  }

  @Test
  void resizingTakesTheMeanOfTheCoveredArea() {
    PixelImage image = new PixelImage(3, 1, new byte[] {0, 0, 0, 90, 90, 90, 30, 30, 30});
    assertThat(ImageFiles.resize(image, 1, 1).get(0, 0, 0)).isEqualTo(40);
    PixelImage two = ImageFiles.resize(image, 2, 1);
    assertThat(two.get(0, 0, 0)).isEqualTo(30);
    assertThat(two.get(1, 0, 0)).isEqualTo(50);
  }

  @Test
  void resizingKeepsAFlatImageFlat() {
    byte[] rgb = new byte[7 * 5 * 3];
    Arrays.fill(rgb, (byte) 200);
    assertThat(ImageFiles.resize(new PixelImage(7, 5, rgb), 11, 3).rgb()).containsOnly((byte) 200);
  }

  @Test
  void cropTakesThePartItNames() {
    PixelImage image = noise(8, 6, 2);
    PixelImage part = ImageFiles.crop(image, new Box(2, 1, 3, 4));
    assertThat(part.get(2, 3, 1)).isEqualTo(image.get(4, 4, 1));
    assertThatThrownBy(() -> ImageFiles.crop(image, new Box(6, 1, 3, 4)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PixelImage noise(int width, int height, long seed) {
    byte[] rgb = new byte[width * height * 3];
    new Random(seed).nextBytes(rgb);
    return new PixelImage(width, height, rgb);
  }

  private static BufferedImage picture(PixelImage image) {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int rgb = image.get(x, y, 0) << 16 | image.get(x, y, 1) << 8 | image.get(x, y, 2);
        picture.setRGB(x, y, rgb);
      }
    }
    return picture;
  }

  private static byte[] encoded(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer chunk = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
    chunk.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array());
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    ByteBuffer png = ByteBuffer.allocate(33).put(signature).putInt(13).put(chunk.array());
    return png.putInt((int) checksum.getValue()).array();
  }
}
