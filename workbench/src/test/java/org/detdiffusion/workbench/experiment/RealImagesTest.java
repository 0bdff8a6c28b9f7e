package org.detdiffusion.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.data.DataSetReport;
import org.detdiffusion.perception.data.ImportedDataSet;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workbench.demo.DemoExperiment;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealImagesTest {
  private static final Profile PROFILE = Profile.toy();

  @Test
  void countsWhatTheImportAndTheDemoLeaveOut() throws Exception {
    RealImages data = data(1, "cat", "dog");
    assertThat(data.classes()).containsExactly("cat");
    assertThat(data.leftOut())
        .isEqualTo(
            Map.of(
                "crops without objects", 3,
                "classes that no training image shows", 1,
                "objects of such classes", 1,
                "images of such objects alone", 1));
  }

  @Test
  void nothingLeftOutIsNothingCounted() throws Exception {
    assertThat(DataSources.load(new Source.Scenes(), PROFILE, 0).leftOut()).isEmpty();
  }

  @Test
  void aDirectoryIsRefusedWhenTheImagesInTheSamePlaceHaveChanged(@TempDir Path directory)
      throws Exception {
    assertThat(ExperimentRecord.resume(demo(directory, 0, data(1, "cat", "cat")))).isFalse();
    assertThat(ExperimentRecord.resume(demo(directory, 0, data(1, "cat", "cat")))).isTrue();
    assertThatThrownBy(() -> ExperimentRecord.resume(demo(directory, 0, data(2, "cat", "cat"))))
        .isInstanceOf(WorkbenchException.class)
        .hasMessage(
            "'%s' holds a demo of other images; give it what it had before, or name another directory with --run-directory.",
            directory);
  }

  @Test
  void aDirectoryIsRefusedWhenASettingDiffersAndTheSettingIsNamed(@TempDir Path directory)
      throws Exception {
    RealImages data = data(1, "cat", "cat");
    assertThat(ExperimentRecord.resume(demo(directory, 4, data))).isFalse();
    assertThatThrownBy(() -> ExperimentRecord.resume(demo(directory, 5, data)))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("holds a demo with other options (seed was 4)");
  }

  @Test
  void aDemoBegunBeforeASettingWasAddedGoesOn(@TempDir Path directory) throws Exception {
    RealImages data = data(1, "cat", "cat");
    assertThat(ExperimentRecord.resume(demo(directory, 4, data))).isFalse();
    Path noted = directory.resolve("demo.txt");
    List<String> lines = Files.readAllLines(noted);
    List<String> fewer = lines.stream().filter(line -> !line.contains("pasteShare")).toList();
    assertThat(fewer).hasSize(lines.size() - 1);
    Files.write(noted, fewer);

    assertThat(ExperimentRecord.resume(demo(directory, 4, data))).isTrue();
  }

  private static Experiment demo(Path directory, long seed, RealImages data) {
    return new DemoExperiment(options(directory, seed), data);
  }

  private static ExperimentOptions options(Path directory, long seed) {
    return new ExperimentOptions(new Source.Scenes(), PROFILE, seed, directory, 0, "demo");
  }

  private static RealImages data(int colour, String trained, String tested)
      throws WorkbenchException {
    List<AnnotatedImage> images = new ArrayList<>();
    for (int index = 0; index < 8; index++) {
      images.add(image("train-" + index, DataSet.TRAIN, colour, trained));
      images.add(image("test-" + index, DataSet.TEST, colour, index == 0 ? tested : trained));
    }
    DataSet source = new DataSet("pets", List.of("cat", "dog"), images);
    var report = new DataSetReport(16, 0, 16, Map.of("crops without objects", 3), List.of());
    return RealImages.of("pets", new ImportedDataSet(source, report), PROFILE);
  }

  private static AnnotatedImage image(String id, String split, int colour, String className) {
    byte[] rgb = new byte[8 * 8 * 3];
    rgb[0] = (byte) colour;
    AnnotatedObject object = AnnotatedObject.of(className, new Box(1, 1, 4, 4));
    return new AnnotatedImage(id, "pets", split, new PixelImage(8, 8, rgb), List.of(object));
  }
}
