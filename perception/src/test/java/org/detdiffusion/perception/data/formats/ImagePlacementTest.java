package org.detdiffusion.perception.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePlacementTest {
  private static final String TWO_NAMED_A =
      """
      {"images": [{"id": 1, "file_name": "a.png", "width": 64, "height": 48},
                  {"id": 2, "file_name": "a.jpg", "width": 64, "height": 48}],
       "categories": [], "annotations": []}
      """;

  @TempDir Path folder;

  private ConversionReport toVoc(Path source, ImagePlacement images, boolean dryRun)
      throws InvalidDataSetException {
    Path target = folder.resolve("voc");
    return Conversion.run(
        new ConversionRequest(DataFormat.COCO, source, DataFormat.VOC, target, images, dryRun),
        SmallSets.SILENT);
  }

  @Test
  void linkedImagesAreTheSameFiles() throws Exception {
    Path coco = SmallSets.coco(folder.resolve("coco"));
    assertThat(toVoc(coco, ImagePlacement.LINK, false).imagesPlaced()).isEqualTo(3);
    Path linked = folder.resolve("voc/JPEGImages/a.png");
    assertThat(Files.isSymbolicLink(linked)).isFalse();
    assertThat(Files.isSameFile(linked, coco.resolve("images/a.png"))).isTrue();
  }

  @Test
  void imagesThatAreNotThereAreCounted() throws Exception {
    Path file = SmallSets.write(folder.resolve("coco/all.json"), TWO_NAMED_A);
    SmallSets.image(folder.resolve("coco/a.png"), 64, 48);
    ConversionReport report = toVoc(file, ImagePlacement.COPY, false);
    assertThat(report.imagesPlaced()).isEqualTo(1);
    assertThat(report.changed()).containsEntry("images without a file", 1);
  }

  @Test
  void namesThatWouldMeetAreToldApart() throws Exception {
    Path file = SmallSets.write(folder.resolve("coco/all.json"), TWO_NAMED_A);
    ConversionReport report = toVoc(file, ImagePlacement.NONE, false);
    assertThat(report.changed()).containsEntry("images renamed", 1);
    assertThat(folder.resolve("voc/Annotations/a.xml")).content().contains("a.png");
    assertThat(folder.resolve("voc/Annotations/a-2.xml")).content().contains("a-2.jpg");
  }

  @Test
  void aDryRunCountsTheSameAndWritesNothing() throws Exception {
    Path coco = SmallSets.coco(folder.resolve("coco"));
    ConversionReport dry = toVoc(coco, ImagePlacement.COPY, true);
    assertThat(folder.resolve("voc")).doesNotExist();
    assertThat(toVoc(coco, ImagePlacement.COPY, false)).isEqualTo(dry);
  }

  @Test
  void aFailedConversionLeavesNothingBehind() throws Exception {
    Path coco = SmallSets.coco(folder.resolve("coco"));
    Files.delete(coco.resolve("images/empty.png"));
    SmallSets.image(folder.resolve("secret.png"), 9, 9);
    Files.createSymbolicLink(coco.resolve("images/empty.png"), folder.resolve("secret.png"));
    assertThatThrownBy(() -> toVoc(coco, ImagePlacement.COPY, false))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining("outside");
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("voc"));
  }
}
