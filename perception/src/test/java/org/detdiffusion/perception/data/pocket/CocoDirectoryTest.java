package org.detdiffusion.perception.data.pocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.detdiffusion.perception.data.pocket.SmallPictures.annotation;
import static org.detdiffusion.perception.data.pocket.SmallPictures.coco;
import static org.detdiffusion.perception.data.pocket.SmallPictures.cocoJson;
import static org.detdiffusion.perception.data.pocket.SmallPictures.png;
import static org.detdiffusion.perception.data.pocket.SmallPictures.write;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.data.DataSetOptions;
import org.detdiffusion.perception.data.DataSetReport;
import org.detdiffusion.perception.data.ImportedDataSet;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoDirectoryTest {
  private static final DataSetOptions OPTIONS = DataSetOptions.DEFAULT.withCounts(3, 2, 9);

  @TempDir Path folder;

  @Test
  void readsImagesBoxesAndClasses() throws Exception {
    DataSet data = CocoDirectory.read(coco(folder, 10), OPTIONS);
    assertThat(data.classes()).containsExactly("cell");
    assertThat(data.name()).isEqualTo(folder.getFileName().toString());
    AnnotatedObject object = data.images().get(0).objects().get(0);
    assertThat(object.box()).isEqualTo(new Box(10, 20, 30, 16));
    assertThat(object.mask()).isEmpty();
    assertThat(data.images().get(0).image().get(39, 35, 0)).isEqualTo(200);
  }

  @Test
  void oneFileIsSplitByPhotographAndTheRestOfTrainIsExtra() throws Exception {
    DataSet data = CocoDirectory.read(coco(folder, 10), OPTIONS);
    assertThat(data.images("train")).hasSize(3);
    assertThat(data.images("extra")).hasSize(2);
    assertThat(data.images("test")).hasSize(4);
    assertThat(data.images().stream().map(AnnotatedImage::id)).doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedGivesTheSameData() throws Exception {
    coco(folder, 10);
    List<String> first = ids(CocoDirectory.read(folder, OPTIONS));
    assertThat(ids(CocoDirectory.read(folder, OPTIONS))).isEqualTo(first);
    assertThat(ids(CocoDirectory.read(folder, OPTIONS.withSeed(8)))).isNotEqualTo(first);
  }

  private static List<String> ids(DataSet data) {
    return data.images().stream().map(image -> image.split() + image.id()).toList();
  }

  @Test
  void trainAndValFilesAreTheSplits() throws Exception {
    write(folder.resolve("annotations/instances_train2017.json"), cocoJson(4, ""));
    write(folder.resolve("annotations/instances_val2017.json"), cocoJson(2, ""));
    write(folder.resolve("annotations/captions_val2017.json"), "not even JSON");
    for (int i = 0; i < 4; i++) {
      write(folder.resolve("train2017/" + SmallPictures.name(i)), png(64, 64, 0, 0, 9, 9));
      write(folder.resolve("val2017/" + SmallPictures.name(i)), png(64, 64, 0, 0, 1, 1));
    }
    DataSet data = CocoDirectory.read(folder, OPTIONS);
    assertThat(data.images("train")).hasSize(3);
    assertThat(data.images("extra")).hasSize(1);
    assertThat(data.images("test")).hasSize(2);
    assertThat(data.images("test").get(0).image().get(5, 5, 0)).isZero();
    assertThat(data.images("train").get(0).image().get(5, 5, 0)).isEqualTo(200);
    assertThat(data.images().stream().map(AnnotatedImage::id)).doesNotHaveDuplicates();
  }

  @Test
  void oneFolderASplitIsReadToo() throws Exception {
    write(folder.resolve("train/_annotations.coco.json"), cocoJson(2, ""));
    write(folder.resolve("valid/_annotations.coco.json"), cocoJson(1, ""));
    for (String image : List.of("train/a.png", "train/b.png", "valid/a.png")) {
      write(folder.resolve(image), png(64, 64, 0, 0, 9, 9));
    }
    assertThat(CocoDirectory.read(folder, OPTIONS).images("test")).hasSize(1);
  }

  @Test
  void polygonsAndCrowdsAreKept() throws Exception {
    String more =
        """
        ,{"id":70,"image_id":0,"category_id":4,"bbox":[0,0,8,8],"iscrowd":0,"segmentation":[[0,0,8,0,8,8,0,8]]}
        ,{"id":71,"image_id":0,"category_id":4,"bbox":[0,0,64,64],"iscrowd":1,"segmentation":{"size":[64,64],"counts":[4032,64]}}
        ,{"id":72,"image_id":0,"category_id":4,"bbox":[0,0,8,8],"iscrowd":0,"segmentation":[[0,0,1e12,0,8,8]]}
        """;
    coco(folder, 1);
    write(folder.resolve("annotations/all.json"), cocoJson(1, more));
    ImportedDataSet imported = CocoDirectory.load(folder, OPTIONS);
    List<AnnotatedObject> objects = imported.dataSet().images().get(0).objects();
    assertThat(objects.get(1).mask().orElseThrow().area()).isEqualTo(64);
    assertThat(objects.get(2).crowd()).isTrue();
    assertThat(objects.get(2).mask().orElseThrow().get(63, 63)).isTrue();
    assertThat(objects.get(3).mask()).isEmpty();
    assertThat(imported.report().warnings().get(0)).contains("a.png", "far outside");
  }

  @Test
  void badAnnotationsAreLeftOutAndNamed() throws Exception {
    coco(folder, 5);
    String more =
        ","
            + annotation(90, 0, 4, "[1, 2, NaN, 3]")
            + ","
            + annotation(91, 1, 4, "[1, 2, -5, 3]")
            + ","
            + annotation(92, 2, 77, "[1, 2, 5, 3]")
            + ","
            + annotation(93, 3, 4, "[500, 2, 5, 3]");
    write(folder.resolve("annotations/all.json"), cocoJson(5, more));
    DataSetReport report = CocoDirectory.load(folder, DataSetOptions.DEFAULT).report();
    assertThat(report.objectsKept()).isEqualTo(5);
    assertThat(report.warnings())
        .hasSize(3)
        .allMatch(sentence -> sentence.contains("all.json"))
        .anyMatch(sentence -> sentence.contains("annotation 90") && sentence.contains("NaN"))
        .anyMatch(sentence -> sentence.contains("annotation 92") && sentence.contains("77"));
    assertThat(report.dropped())
        .containsEntry("boxes without area", 2)
        .containsEntry("objects outside a crop or too small", 1);
  }

  @Test
  void boxesOverTheBorderAreCutOff() throws Exception {
    coco(folder, 1);
    String json = cocoJson(1, "").replace("[10, 20, 30, 16]", "[50, -10, 100, 20]");
    write(folder.resolve("annotations/all.json"), json);
    Box box = CocoDirectory.read(folder, OPTIONS).images().get(0).objects().get(0).box();
    assertThat(box).isEqualTo(new Box(50, 0, 14, 10));
  }

  @Test
  void oneBadImageDoesNotStopTheRest() throws Exception {
    coco(folder, 9);
    Files.delete(folder.resolve("images/a.png"));
    write(folder.resolve("images/b.png"), "no image".getBytes(StandardCharsets.UTF_8));
    ImportedDataSet imported = CocoDirectory.load(folder, DataSetOptions.DEFAULT);
    assertThat(imported.dataSet().images()).hasSize(7);
    assertThat(imported.report().imagesSkipped()).isEqualTo(2);
    assertThat(imported.report().warnings())
        .anyMatch(sentence -> sentence.contains("'a.png' is not in"))
        .anyMatch(sentence -> sentence.contains("'b.png' is neither PNG nor JPEG"));
  }

  @Test
  void mostlyMissingImagesAreAnError() throws Exception {
    coco(folder, 3);
    Files.delete(folder.resolve("images/a.png"));
    Files.delete(folder.resolve("images/c.png"));
    assertRefused().hasMessageContaining("2 of the first 3 images");
  }

  @Test
  void anImageOutsideTheFolderIsNotRead() throws Exception {
    Path inner = folder.resolve("inner");
    coco(inner, 3);
    write(folder.resolve("secret.png"), png(64, 64, 0, 0, 9, 9));
    String json = cocoJson(3, "").replace("a.png", "../../secret.png");
    write(inner.resolve("annotations/all.json"), json);
    ImportedDataSet imported = CocoDirectory.load(inner, DataSetOptions.DEFAULT);
    assertThat(imported.dataSet().images()).hasSize(2);
    assertThat(imported.report().warnings().get(0)).contains("secret.png", "outside");
  }

  @Test
  void brokenJsonNamesFileAndLine() throws Exception {
    write(folder.resolve("annotations/all.json"), "{\"images\": [\n{\"id\": 1,,}\n]}");
    assertRefused().hasMessageContaining("all.json is broken JSON at line 2");
  }

  @Test
  void otherJsonIsNotCoco() throws Exception {
    write(folder.resolve("a.json"), "[1, 2]");
    assertRefused().hasMessageContaining("a.json is no COCO annotation file");
    write(folder.resolve("a.json"), "{\"images\": 7}");
    assertRefused().hasMessageContaining("lacks a list 'images'");
    write(folder.resolve("a.json"), "{\"images\": []}");
    assertRefused().hasMessageContaining("lacks a list 'categories'");
  }

  @Test
  void aFileOrAnEmptyFolderIsRefused() throws Exception {
    assertRefused().hasMessageContaining("has no annotations/*.json");
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> CocoDirectory.read(file, OPTIONS))
        .hasMessageContaining("is not a directory");
  }

  @Test
  void statedAndRealSizesMustAgree() throws Exception {
    coco(folder, 3);
    String json = cocoJson(3, "").replace("\"a.png\"", "\"a.png\",\"width\":640,\"height\":480");
    write(folder.resolve("annotations/all.json"), json);
    assertThat(CocoDirectory.load(folder, DataSetOptions.DEFAULT).report().warnings().get(0))
        .contains("'a.png' is 64x64 but its annotations say 640x480");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
    return assertThatThrownBy(() -> CocoDirectory.read(folder, OPTIONS))
        .isInstanceOf(InvalidDataSetException.class);
  }
}
