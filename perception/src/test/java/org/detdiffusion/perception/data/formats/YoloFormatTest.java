package org.detdiffusion.perception.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.detdiffusion.perception.data.formats.DataFormat.YOLO;

import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YoloFormatTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"images/train,labels/train", "train/images,train/labels"})
  void bothCommonLayoutsAreRead(String images, String labels) throws Exception {
    SmallSets.write(folder.resolve("data.yaml"), "names: [cup, dog]");
    SmallSets.image(folder.resolve(images + "/a.png"), 100, 50);
    SmallSets.image(folder.resolve(images + "/b.png"), 100, 50);
    SmallSets.write(folder.resolve(labels + "/a.txt"), "1 0.5 0.5 0.2 0.4\n\n");
    WholeDataSet data = SmallSets.read(YOLO, folder);
    assertThat(data.images()).extracting(ImageEntry::split).containsOnly("train");
    assertThat(data.images()).extracting(ImageEntry::fileName).containsExactly("a.png", "b.png");
    assertThat(data.images().get(1).objects()).isEmpty();
    ObjectEntry object = data.images().get(0).objects().get(0);
    assertThat(object.classIndex()).isEqualTo(1);
    assertThat(object.box()).isEqualTo(new Box(40, 15, 20, 20));
  }

  @Test
  void polygonsBecomeOutlinesAndTheirBounds() throws Exception {
    SmallSets.yolo(folder, "0 0.1 0.2 0.5 0.2 0.3 0.8");
    ObjectEntry object = SmallSets.read(YOLO, folder).images().get(0).objects().get(0);
    assertThat(object.box()).isEqualTo(Box.ofCorners(10, 10, 50, 40));
    assertThat(object.segmentation()).isEqualTo("[[10,10,50,10,30,40]]");
  }

  @Test
  void labelsWithoutAnImageAreCounted() throws Exception {
    SmallSets.yolo(folder, "0 .5 .5 .1 .1");
    SmallSets.write(folder.resolve("labels/train/gone.txt"), "0 .5 .5 .1 .1\n1 .5 .5 .1 .1\n");
    ConversionLog log = new ConversionLog(SmallSets.SILENT);
    YOLO.read(folder, log);
    assertThat(log.dropped())
        .containsEntry("label files without an image", 1)
        .containsEntry("objects of label files without an image", 2);
    assertThat(log.objectsRead()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "names: [cup, \"dog, small\", 'it''s']",
        "nc: 3\nnames: # three\n  - cup\n  - \"dog, small\"\n  - 'it''s'\nother: 1",
        "names:\n  0: cup  # the first\n  1: dog, small\n\n  2: it's\ntrain: images",
        "names:\n- cup\n- dog, small\n- it's",
        "names: {0: cup, 1: \"dog, small\", 2: \"it's\"}",
        "names: [cup,\n  \"dog, small\",\n  \"it's\", ]"
      })
  void classNamesAreReadInTheFormsThatAreInUse(String yaml) throws Exception {
    List<String> lines = yaml.lines().filter(line -> !line.isBlank()).toList();
    assertThat(YamlNames.of(lines, Path.of("data.yaml")))
        .containsExactly("cup", "dog, small", "it's");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nc: 3",
        "names: cup",
        "names: [cup,, dog]",
        "names: [cup",
        "names:\n  1: cup",
        "names:\n  cup"
      })
  void namesThatCannotBeReadAreRefused(String yaml) {
    assertThatThrownBy(() -> YamlNames.of(yaml.lines().toList(), Path.of("data.yaml")))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining("data.yaml");
  }
}
