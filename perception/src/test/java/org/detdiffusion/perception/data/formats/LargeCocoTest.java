package org.detdiffusion.perception.data.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of the size of COCO's instances_train2017.json, polygons included, is read within a heap
 * of 1 GB. Run with {@code -Dlarge.coco=true -Dsurefire.jvm=-Xmx1g}.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "large.coco", matches = "true")
class LargeCocoTest {
  private static final int IMAGES = 118_000;
  private static final int ANNOTATIONS = 860_000;
  private static final int CLASSES = 80;

  @TempDir Path folder;

  @Test
  void isReadWithinOneGigabyte() throws Exception {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(1L << 30);
    Path file = folder.resolve("instances_train2017.json");
    write(file);
    long start = System.nanoTime();
    WholeDataSet data = SmallSets.read(DataFormat.COCO, file);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(data.images()).hasSize(IMAGES);
    assertThat(data.classes()).hasSize(CLASSES);
    assertThat(data.images().stream().mapToInt(image -> image.objects().size()).sum())
        .isEqualTo(ANNOTATIONS);
    System.out.printf(
        "%,d bytes read in %.1f s, heap at most %,d MB%n", Files.size(file), seconds, peak() >> 20);
  }

  /** The sum of each pool's largest use, garbage included: never less than was needed. */
  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static void write(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("{\"info\":{\"year\":2017},\"images\":[");
      for (int i = 0; i < IMAGES; i++) {
        out.write(i == 0 ? "\n" : ",\n");
        out.write("{\"license\":3,\"file_name\":\"%012d.jpg\",".formatted(i));
        out.write(
            "\"coco_url\":\"http://images.cocodataset.org/train2017/%012d.jpg\",".formatted(i));
        out.write("\"height\":480,\"width\":640,\"date_captured\":\"2013-11-14 11:18:45\",");
        out.write("\"flickr_url\":\"http://farm9.staticflickr.com/8186/%d_z.jpg\",".formatted(i));
        out.write("\"id\":" + (i + 1) + "}");
      }
      out.write("],\n\"annotations\":[");
      for (int i = 0; i < ANNOTATIONS; i++) {
        out.write(i == 0 ? "\n" : ",\n");
        annotation(i, random, out);
      }
      out.write("],\n\"categories\":[");
      for (int i = 1; i <= CLASSES; i++) {
        out.write((i == 1 ? "" : ",") + "{\"id\":%d,\"name\":\"class %d\"}".formatted(i, i));
      }
      out.write("]}");
    }
  }

  private static void annotation(int i, SplittableRandom random, BufferedWriter out)
      throws IOException {
    out.write("{\"segmentation\":[[");
    for (int number = 0; number < 58; number++) {
      out.write(number == 0 ? "" : ",");
      out.write(hundredths(random.nextInt(10_000, 48_000)));
    }
    out.write("]],\"area\":" + hundredths(random.nextInt(2_000_000)) + ",\"iscrowd\":0,");
    out.write("\"image_id\":" + (1 + random.nextInt(IMAGES)) + ",\"bbox\":[");
    out.write(hundredths(random.nextInt(32_000)) + "," + hundredths(random.nextInt(24_000)) + ",");
    out.write(hundredths(random.nextInt(100, 30_000)) + ",");
    out.write(hundredths(random.nextInt(100, 20_000)) + "],\"category_id\":");
    out.write((1 + random.nextInt(CLASSES)) + ",\"id\":" + (1_000 + i) + "}");
  }

  private static String hundredths(int number) {
    return number / 100 + "." + number / 10 % 10 + number % 10;
  }
}
