package org.detdiffusion.perception.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.detdiffusion.perception.data.formats.DataFormat.COCO;
import static org.detdiffusion.perception.data.formats.DataFormat.VOC;
import static org.detdiffusion.perception.data.formats.DataFormat.YOLO;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
  /** VOC writes whole pixels: half a pixel for each of two edges. */
  private static final double VOC_PRECISION = 1;

  /** YOLO writes eight decimals, of images of at most 64 pixels. */
  private static final double YOLO_PRECISION = 2e-6;

  @TempDir Path folder;
  private WholeDataSet original;

  @BeforeEach
  void writeCoco() throws Exception {
    SmallSets.coco(folder.resolve("coco"));
    original = SmallSets.read(COCO, folder.resolve("coco"));
  }

  @Test
  void throughAllFormatsClassesBoxesAndEmptyImagesStay() throws Exception {
    SmallSets.convert(COCO, folder.resolve("coco"), VOC, folder.resolve("voc"));
    SmallSets.convert(VOC, folder.resolve("voc"), YOLO, folder.resolve("yolo"));
    SmallSets.convert(YOLO, folder.resolve("yolo"), COCO, folder.resolve("back"));
    requireEqual(SmallSets.read(COCO, folder.resolve("back")), VOC_PRECISION);
    assertThat(folder.resolve("back/images/sub_a.png"))
        .hasSameBinaryContentAs(folder.resolve("coco/images/sub/a.png"));
  }

  @Test
  void yoloKeepsBoxesToEightDecimals() throws Exception {
    SmallSets.convert(COCO, folder.resolve("coco"), YOLO, folder.resolve("yolo"));
    requireEqual(SmallSets.read(YOLO, folder.resolve("yolo")), YOLO_PRECISION);
  }

  @Test
  void cocoKeepsBoxesToTheLastBit() throws Exception {
    SmallSets.convert(COCO, folder.resolve("coco"), COCO, folder.resolve("again"));
    WholeDataSet again = SmallSets.read(COCO, folder.resolve("again"));
    requireEqual(again, 0);
    assertThat(again.classes()).isEqualTo(original.classes());
    assertThat(again.kept()).isEqualTo(original.kept());
    assertThat(again.images().get(0).objects().get(0))
        .isEqualTo(original.images().get(0).objects().get(0));
  }

  @Test
  void vocRoundsTheEdgesToTheNearestPixel() throws Exception {
    SmallSets.convert(COCO, folder.resolve("coco"), VOC, folder.resolve("voc"));
    WholeDataSet voc = SmallSets.read(VOC, folder.resolve("voc"));
    assertThat(image(voc, "a.png").objects().get(0).box()).isEqualTo(new Box(10, 21, 30, 16));
    assertThat(image(voc, "a.png").objects().get(1).box()).isEqualTo(new Box(0, 0, 64, 48));
  }

  @Test
  void splitsStayThroughAllFormats() throws Exception {
    Path source = folder.resolve("split");
    SmallSets.write(source.resolve("annotations/instances_train2017.json"), SmallSets.COCO);
    SmallSets.write(source.resolve("annotations/instances_val2017.json"), SmallSets.COCO);
    for (String file : List.of("a.png", "empty.png", "sub/a.png")) {
      SmallSets.image(source.resolve("train2017/" + file), 64, 48);
      SmallSets.image(source.resolve("val2017/" + file), 64, 48);
    }
    SmallSets.convert(COCO, source, VOC, folder.resolve("voc"));
    SmallSets.convert(VOC, folder.resolve("voc"), YOLO, folder.resolve("yolo"));
    SmallSets.convert(YOLO, folder.resolve("yolo"), COCO, folder.resolve("back"));
    WholeDataSet back = SmallSets.read(COCO, folder.resolve("back"));
    assertThat(back.splits()).containsExactlyInAnyOrder("train2017", "val2017");
    assertThat(back.images("val2017")).hasSize(3);
    assertThat(back.images("val2017"))
        .extracting(ImageEntry::fileName)
        .contains("val2017_a.png", "val2017_empty.png");
    assertThat(Files.exists(folder.resolve("back/val2017/val2017_a.png"))).isTrue();
  }

  private void requireEqual(WholeDataSet other, double precision) {
    assertThat(other.classes()).extracting(ClassEntry::name).containsExactlyElementsOf(names());
    assertThat(other.images()).hasSize(3);
    for (ImageEntry image : original.images()) {
      ImageEntry same = image(other, image.fileName());
      assertThat(same.width()).isEqualTo(image.width());
      assertThat(same.objects()).hasSameSizeAs(image.objects());
      for (int i = 0; i < image.objects().size(); i++) {
        requireEqual(same.objects().get(i), image.objects().get(i), precision);
      }
    }
  }

  private List<String> names() {
    return original.classes().stream().map(ClassEntry::name).toList();
  }

  private static ImageEntry image(WholeDataSet data, String name) {
    return data.images().stream()
        .filter(i -> i.fileName().replace('_', '/').equals(name.replace('_', '/')))
        .findFirst()
        .orElseThrow();
  }

  private static void requireEqual(ObjectEntry actual, ObjectEntry wanted, double precision) {
    assertThat(actual.classIndex()).isEqualTo(wanted.classIndex());
    assertThat(actual.box().x()).isCloseTo(wanted.box().x(), within(precision));
    assertThat(actual.box().y()).isCloseTo(wanted.box().y(), within(precision));
    assertThat(actual.box().width()).isCloseTo(wanted.box().width(), within(precision));
    assertThat(actual.box().height()).isCloseTo(wanted.box().height(), within(precision));
  }
}
