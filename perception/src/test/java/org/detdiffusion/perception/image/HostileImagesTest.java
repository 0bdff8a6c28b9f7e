package org.detdiffusion.perception.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HostileImagesTest {
  private static final Path NAMES =
      Path.of("..", "schemas", "src", "test", "resources", "hostile-names.json");
  private static final int MUTATIONS = 4000;
  private static final long FEW_BYTES = 5_000_000;
  private static final byte[] PNG = ImageFiles.png(new PixelImage(3, 3, new byte[27]));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"30000, 30000", "8000, 8000", "4001, 4000", "2147483647, 1", "1, 2147483647", "0, 9"})
  void aBombIsRefusedByItsHeaderWithoutMemoryForItsPixels(int width, int height) {
    for (byte colours : new byte[] {2, 6, 0}) {
      byte[] bomb = Bombs.png(width, height, colours);
      assertThat(isRefused(bomb)).isTrue(); // classes are loaded by now
      long before = allocated();
      assertThat(isRefused(bomb)).isTrue();
      assertThat(allocated() - before).isLessThan(FEW_BYTES);
    }
  }

  @Test
  void aJpegOfTensOfThousandsOfScansIsRefused() throws Exception {
    byte[] jpeg = Bombs.progressiveJpeg();
    assertThat(ImageFiles.decode(jpeg, "fair.jpg").width()).isEqualTo(64);
    assertThatThrownBy(() -> ImageFiles.decode(Bombs.withScans(jpeg, 30_000), "slow.jpg"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageStartingWith("image 'slow.jpg' has ")
        .hasMessageEndingWith(" scans and 100 are the most: save it again");
  }

  /** As phones append films to photographs. */
  @Test
  void whatComesAfterTheEndOfAJpegIsNoScan() throws Exception {
    byte[] jpeg = Bombs.progressiveJpeg();
    byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 1000);
    for (int i = jpeg.length; i < longer.length; i += 2) {
      longer[i] = (byte) 0xff;
      longer[i + 1] = (byte) 0xda;
    }
    assertThat(ImageFiles.decode(longer, "film.jpg").width()).isEqualTo(64);
  }

  @Test
  void aCommentThatUnfoldsToManyMegabytesIsNotUnfolded() throws Exception {
    byte[] png = Bombs.withComment(PNG, 64 << 20);
    assertThat(ImageFiles.decode(png, "first").width()).isEqualTo(3);
    long before = allocated();
    assertThat(ImageFiles.decode(png, "comment.png").width()).isEqualTo(3);
    assertThat(allocated() - before).isLessThan(FEW_BYTES);
  }

  @Test
  void noMutationOfAHeaderEscapesAsAnotherError() {
    Random random = new Random(21);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] broken = PNG.clone();
      for (int times = random.nextInt(4); times >= 0; times--) {
        broken[8 + random.nextInt(Math.min(40, broken.length - 8))] = (byte) random.nextInt();
      }
      refused += isRefused(Arrays.copyOf(broken, broken.length - random.nextInt(3))) ? 1 : 0;
    }
    assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS);
  }

  static Stream<String> names() throws IOException {
    return Arrays.stream(new ObjectMapper().readValue(NAMES.toFile(), String[].class));
  }

  @ParameterizedTest
  @MethodSource("names")
  void noNameLeadsOutOfTheDirectory(String name) throws Exception {
    Path root = Files.createDirectories(folder.resolve("data/root"));
    Files.write(folder.resolve("secret.png"), PNG);
    Files.write(folder.resolve("data/secret.png"), PNG);
    Files.createSymbolicLink(root.resolve("link.png"), folder.resolve("secret.png"));
    Files.createSymbolicLink(root.resolve("linked"), folder);
    assertThatThrownBy(() -> ImageFiles.read(root, name)).isInstanceOf(InvalidImageException.class);
  }

  @Test
  void thereAreFortyNamesOrMore() throws Exception {
    assertThat(names().distinct().count()).isGreaterThanOrEqualTo(40);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static boolean isRefused(byte[] bytes) {
    try {
      return ImageFiles.decode(bytes, "broken").width() < 0;
    } catch (InvalidImageException sentence) {
      return sentence.getMessage().contains("'broken'");
    }
  }
}
