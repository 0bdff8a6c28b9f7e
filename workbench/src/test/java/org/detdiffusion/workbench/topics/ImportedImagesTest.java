package org.detdiffusion.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.ImageFolders;
import org.junit.jupiter.api.Test;

class ImportedImagesTest {

  @Test
  void imagesOfTwoSplitsWithOneNameGetDifferentIds() throws Exception {
    var images = images(Optional.empty(), image("train", "a.jpg"), image("val", "a.jpg"));
    assertThat(images).extracting(ImportedImages.Named::id).containsExactly("a.jpg", "val/a.jpg");
  }

  @Test
  void aSplitKeepsTheIdsOfTheWholeDataSet() throws Exception {
    var images = images(Optional.of("val"), image("train", "a.jpg"), image("val", "a.jpg"));
    assertThat(images).extracting(ImportedImages.Named::id).containsExactly("val/a.jpg");
  }

  @Test
  void aSourceWithoutSplitsGetsTheOneThatIsNamedOrTrain() throws Exception {
    assertThat(images(Optional.empty(), image("", "a.jpg")).get(0).split()).isEqualTo("train");
    assertThat(images(Optional.of("test"), image("", "a.jpg")).get(0).split()).isEqualTo("test");
  }

  @Test
  void imagesInNoListAreNotMixedWithThoseToLearnFrom() throws Exception {
    var images = images(Optional.empty(), image("train", "a.jpg"), image("", "b.jpg"));
    assertThat(images).extracting(ImportedImages.Named::split).containsExactly("train", "unlisted");
  }

  @Test
  void aSplitThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> images(Optional.of("test"), image("train2017", "a.jpg")))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessage("There are no images of split 'test': name one of train2017");
  }

  private static List<ImportedImages.Named> images(Optional<String> split, ImageEntry... entries)
      throws InvalidDataSetException {
    return ImportedImages.of(List.of(entries), split).images();
  }

  private static ImageEntry image(String split, String name) {
    return new ImageEntry(0, split, name, new ImageFolders(List.of()), 8, 8, List.of(), "");
  }
}
