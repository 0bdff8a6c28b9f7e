package org.detdiffusion.perception.data.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.detdiffusion.perception.geometry.Box;

class ValidBoxesTest {

  @Provide
  Arbitrary<Box> anyBoxes() {
    Arbitrary<Double> numbers =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-50, 150),
            Arbitraries.integers().between(-5, 70).map(Integer::doubleValue),
            Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-9, 63.999999, -0.0));
    return Combinators.combine(numbers, numbers, numbers, numbers).as(Box::new);
  }

  @Property(tries = 2000)
  void aBoxIsInsideAndOfPositiveSizeOrCounted(
      @ForAll("anyBoxes") Box box, @ForAll @IntRange(min = 1, max = 100) int side) {
    ConversionLog log = new ConversionLog(SmallSets.SILENT);
    ImageSize size = new ImageSize(side, 2 * side);
    BoxFit.fit(box, size, log, "it")
        .ifPresentOrElse(
            fitted -> requireValid(fitted, side, 2 * side),
            () -> assertThat(log.dropped().values()).containsExactly(1));
  }

  /** YOLO's decimals took a little off it, and then it was dropped. */
  @Example
  void theSmallestBoxThatIsKeptComesThroughYolo() throws Exception {
    conversionsLoseNoBoxUncounted(
        List.of(new Box(0, 0, 0.01, 0.01), new Box(63.99, 47.99, 0.01, 0.01)));
  }

  @Property(tries = 40)
  void conversionsLoseNoBoxUncounted(
      @ForAll @Size(min = 1, max = 20) List<@From("anyBoxes") Box> boxes) throws Exception {
    Path folder = Files.createTempDirectory("boxes");
    try {
      Path coco = coco(folder.resolve("coco"), boxes);
      int kept = boxes.size() - dropped(DataFormat.COCO, coco, DataFormat.YOLO, folder, "yolo");
      assertThat(dropped(DataFormat.YOLO, folder.resolve("yolo"), DataFormat.VOC, folder, "voc"))
          .isZero();
      assertThat(dropped(DataFormat.VOC, folder.resolve("voc"), DataFormat.COCO, folder, "back"))
          .isZero();
      WholeDataSet back = SmallSets.read(DataFormat.COCO, folder.resolve("back"));
      assertThat(back.images().get(0).objects()).hasSize(kept);
      back.images().get(0).objects().forEach(object -> requireValid(object.box(), 64, 48));
    } finally {
      remove(folder);
    }
  }

  private static int dropped(
      DataFormat from, Path source, DataFormat to, Path folder, String target) throws Exception {
    ConversionReport report = SmallSets.convert(from, source, to, folder.resolve(target));
    Map<String, Integer> dropped = report.dropped();
    int count = dropped.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(report.objectsRead()).isEqualTo(report.objects() + count);
    return count;
  }

  private static Path coco(Path folder, List<Box> boxes) throws IOException {
    StringBuilder objects = new StringBuilder();
    for (Box b : boxes) {
      objects
          .append(objects.isEmpty() ? "" : ",")
          .append("{\"image_id\": 1, \"category_id\": 1, \"bbox\": [")
          .append(b.x() + "," + b.y() + "," + b.width() + "," + b.height() + "]}");
    }
    String json =
        """
        {"images": [{"id": 1, "file_name": "a.png", "width": 64, "height": 48}],
         "categories": [{"id": 1, "name": "cup"}], "annotations": [%s]}
        """
            .formatted(objects);
    SmallSets.write(folder.resolve("annotations/all.json"), json);
    SmallSets.image(folder.resolve("images/a.png"), 64, 48);
    return folder;
  }

  private static void requireValid(Box box, int width, int height) {
    assertThat(box.isInside(width, height)).as("%s", box).isTrue();
    assertThat(box.width()).isPositive();
    assertThat(box.height()).isPositive();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
