package org.detdiffusion.perception.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against ImageIO. */
class PlainPngTest {

  @Property(tries = 200)
  void everyFilterGivesImageIosPixels(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 1, max = 4) int parts)
      throws Exception {
    byte[] lines = new byte[(3 * width + 1) * height];
    Random random = new Random(seed);
    random.nextBytes(lines);
    for (int y = 0; y < height; y++) {
      lines[y * (3 * width + 1)] = (byte) random.nextInt(5);
    }
    byte[] png = png(width, height, lines, parts);

    PixelImage image = PlainPng.decode(png).orElseThrow();

    assertThat(image.width()).isEqualTo(width);
    assertThat(image.rgb())
        .isEqualTo(DecodedPixels.of(ImageIO.read(new ByteArrayInputStream(png))).rgb());
  }

  @Test
  void whatTheEncoderWritesIsPlain() {
    byte[] rgb = new byte[31 * 17 * 3];
    new Random(3).nextBytes(rgb);
    byte[] png = PngEncoder.encode(new PixelImage(31, 17, rgb));
    assertThat(PlainPng.decode(png).orElseThrow().rgb()).isEqualTo(rgb);
  }

  @Test
  void everyTruncationAndEveryChangedByteIsLeftToImageIo() {
    byte[] rgb = new byte[5 * 4 * 3];
    byte[] png = PngEncoder.encode(new PixelImage(5, 4, rgb));
    for (int at = 8; at < png.length; at++) {
      assertThat(PlainPng.decode(Arrays.copyOf(png, at))).isEmpty();
      byte[] changed = png.clone();
      changed[at] ^= 0x10;
      assertThat(PlainPng.decode(changed)).as("byte %d", at).isEmpty();
    }
  }

  @Test
  void tooFewAndTooManyLinesAndUnknownFiltersAreLeftToImageIo() throws Exception {
    byte[] lines = new byte[3 * 7];
    assertThat(PlainPng.decode(png(2, 3, lines, 1))).isPresent();
    assertThat(PlainPng.decode(png(2, 4, lines, 1))).isEmpty();
    assertThat(PlainPng.decode(png(2, 2, lines, 1))).isEmpty();
    lines[7] = 5;
    assertThat(PlainPng.decode(png(2, 3, lines, 1))).isEmpty();
    assertThat(PlainPng.decode(png(1 << 16, 1 << 16, lines, 1))).isEmpty();
  }

  private static byte[] png(int width, int height, byte[] lines, int parts) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    write(png, "IHDR", header.put((byte) 8).put((byte) 2).array());
    Deflater deflater = new Deflater();
    deflater.setInput(lines);
    deflater.finish();
    byte[] content = new byte[2 * lines.length + 64];
    int length = deflater.deflate(content);
    deflater.end();
    for (int part = 0; part < parts; part++) {
      int to = length * (part + 1) / parts;
      write(png, "IDAT", Arrays.copyOfRange(content, length * part / parts, to));
    }
    write(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void write(ByteArrayOutputStream png, String type, byte[] content)
      throws IOException {
    byte[] named =
        ByteBuffer.allocate(4 + content.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(content)
            .array();
    CRC32 checksum = new CRC32();
    checksum.update(named);
    png.write(ByteBuffer.allocate(4).putInt(content.length).array());
    png.write(named);
    png.write(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }
}
