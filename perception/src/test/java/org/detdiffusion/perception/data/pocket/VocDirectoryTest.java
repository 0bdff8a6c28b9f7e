package org.detdiffusion.perception.data.pocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.detdiffusion.perception.data.pocket.SmallPictures.vocImage;
import static org.detdiffusion.perception.data.pocket.SmallPictures.write;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
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

class VocDirectoryTest {
  private static final DataSetOptions OPTIONS = DataSetOptions.DEFAULT;

  @TempDir Path folder;

  @Test
  void readsBoxesCountedFromOne() throws Exception {
    vocImage(folder, "one", 64, 64, "11 21 40 36");
    DataSet data = VocDirectory.read(folder, OPTIONS);
    assertThat(data.classes()).containsExactly("cell");
    assertThat(data.images().get(0).id()).isEqualTo("one");
    assertThat(data.images().get(0).objects().get(0).box()).isEqualTo(new Box(10, 20, 30, 16));
  }

  @Test
  void anObjectMuchLargerThanACropIsNoObjectOfIt() throws Exception {
    vocImage(folder, "photo", 256, 200, "1 1 256 200");
    assertThatThrownBy(() -> VocDirectory.read(folder, OPTIONS))
        .hasMessageContaining("gives no image with objects");
  }

  @Test
  void cropsKeepObjectsThatAreMostlyInside() throws Exception {
    int cells = 0;
    for (int i = 0; i < 8; i++) {
      vocImage(folder, "p" + i, 256, 200, grid());
    }
    for (AnnotatedImage image : VocDirectory.read(folder, OPTIONS).images()) {
      assertThat(image.id()).matches("p\\d#[01]");
      assertThat(image.image().width()).isEqualTo(64);
      for (AnnotatedObject object : image.objects()) {
        // 20 pixels in a crop of 128 are 10 in 64; 40 % of the area must remain.
        assertThat(object.box().area()).isBetween(40.0, 100.0);
        assertThat(object.box().isInside(64, 64)).isTrue();
        cells++;
      }
    }
    assertThat(cells).isGreaterThan(100);
  }

  private static String[] grid() {
    String[] corners = new String[48];
    for (int i = 0; i < corners.length; i++) {
      int x = i % 8 * 30 + 1;
      int y = i / 8 * 30 + 1;
      corners[i] = x + " " + y + " " + (x + 19) + " " + (y + 19);
    }
    return corners;
  }

  @Test
  void listsAreTheSplitsAndCropsOfAPhotographStayTogether() throws Exception {
    for (String id : new String[] {"a", "b", "c", "d", "e"}) {
      vocImage(folder, id, 256, 200, grid());
    }
    write(folder.resolve("ImageSets/Main/train.txt"), "a\nb\nc\n");
    write(folder.resolve("ImageSets/Main/val.txt"), "d  1\n\n");
    DataSet data = VocDirectory.read(folder, OPTIONS.withCounts(3, 9, 9));
    assertThat(photographs(data, "test")).containsExactly("d");
    assertThat(data.images("train")).hasSize(3);
    assertThat(data.images("extra")).hasSize(2);
    assertThat(photographs(data, "train")).doesNotContainAnyElementsOf(photographs(data, "extra"));
  }

  private static Set<String> photographs(DataSet data, String split) {
    return data.images(split).stream()
        .map(image -> image.id().split("#", 2)[0])
        .collect(Collectors.toSet());
  }

  @Test
  void documentTypesAreRefusedSoNoEntityIsEverRead() throws Exception {
    String bomb =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<annotation>&x;</annotation>";
    vocImage(folder, "good", 64, 64, "11 21 40 36");
    write(folder.resolve("Annotations/hostile.xml"), bomb);
    ImportedDataSet imported = VocDirectory.load(folder, OPTIONS);
    assertThat(imported.dataSet().images()).hasSize(1);
    assertThat(imported.report().warnings().get(0)).contains("hostile.xml", "line 1");
  }

  @Test
  void badObjectsAreLeftOutAndNamed() throws Exception {
    vocImage(
        folder, "a", 64, 64, "11 21 40 36", "1 1 30 30", "20 20 10 30", "NaN 1 2 3", "1 1 9 9");
    DataSetReport report = VocDirectory.load(folder, OPTIONS).report();
    assertThat(report.objectsKept()).isEqualTo(3);
    assertThat(report.dropped()).containsEntry("boxes without area", 2);
    assertThat(report.warnings().get(0)).contains("object 3 of", "a.xml");
  }

  @Test
  void aFileNameThatLeadsOutIsNotFollowed() throws Exception {
    vocImage(folder, "a", 64, 64, "11 21 40 36");
    write(folder.resolve("secret.png"), SmallPictures.png(64, 64, 0, 0, 1, 1));
    String xml = SmallPictures.vocXml(64, 64, "1 1 9 9");
    write(
        folder.resolve("Annotations/b.xml"),
        xml.replace("<size>", "<filename>../secret.png</filename><size>"));
    ImportedDataSet imported = VocDirectory.load(folder, OPTIONS);
    assertThat(imported.dataSet().images()).hasSize(1);
    assertThat(imported.report().warnings().get(0)).contains("outside");
  }

  @Test
  void mostlyBrokenFilesAreAnError() throws Exception {
    vocImage(folder, "a", 64, 64, "11 21 40 36");
    write(folder.resolve("Annotations/b.xml"), "<annotation>");
    write(folder.resolve("Annotations/c.xml"), "");
    assertThatThrownBy(() -> VocDirectory.read(folder, OPTIONS))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining("2 of the first 3 images");
  }

  @Test
  void aFolderWithoutAnnotationsIsRefused() {
    assertThatThrownBy(() -> VocDirectory.read(folder, OPTIONS))
        .hasMessageContaining("has no Annotations/*.xml");
  }
}
