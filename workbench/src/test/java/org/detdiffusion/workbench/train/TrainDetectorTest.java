package org.detdiffusion.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.detdiffusion.networks.detection.Detector;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.attribute.Folds;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workbench.cli.CommandLines;
import org.detdiffusion.workbench.cli.Invocation;
import org.detdiffusion.workbench.label.LabelRequest;
import org.detdiffusion.workbench.label.LabelRun;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb train-detector on white squares before a dark ground, 96 pixels wide, 64 high. */
class TrainDetectorTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final int IMAGES = 8;

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeData() throws IOException {
    List<String> images = new ArrayList<>();
    List<String> objects = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < IMAGES; i++) {
      int x = random.nextInt(WIDTH - 24);
      int y = random.nextInt(HEIGHT - 24);
      Files.write(directory.resolve(i + ".png"), ImageFiles.png(square(x, y)));
      images.add(
          "{\"id\": %d, \"file_name\": \"%d.png\", \"width\": 96, \"height\": 64}"
              .formatted(i + 1, i));
      objects.add(
          "{\"id\": %d, \"image_id\": %d, \"category_id\": 1, \"bbox\": [%d, %d, 24, 24]}"
              .formatted(i + 1, i + 1, x, y));
    }
    Files.writeString(
        directory.resolve("data.json"),
        "{\"images\": %s, \"categories\": [{\"id\": 1, \"name\": \"square\"}], \"annotations\": %s}"
            .formatted(images, objects));
  }

  private static PixelImage square(int x, int y) {
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    for (int row = y; row < y + 24; row++) {
      java.util.Arrays.fill(rgb, (row * WIDTH + x) * 3, (row * WIDTH + x + 24) * 3, (byte) 250);
    }
    return new PixelImage(WIDTH, HEIGHT, rgb);
  }

  @Test
  void everyImageIsLabelledByTheDetectorThatNeverSawIt() throws Exception {
    train("run", "--folds", "2", "--steps", "40");
    List<Path> detectors = List.of(detector("run", 0), detector("run", 1));

    JsonNode labels = json(directory.resolve("run/labels.json"));
    assertThat(labels.path("annotations")).hasSize(IMAGES);
    assertThat(labels.path("annotations"))
        .allMatch(object -> object.path("attribute").asText().matches("easy|hard"));
    assertThat(labels.at("/labelling/detector_sha256").asText())
        .isEqualTo(sha256(detectors.get(0)) + "," + sha256(detectors.get(1)));
    for (int fold = 0; fold < 2; fold++) {
      JsonNode alone = labelledBy(detectors.get(fold));
      for (int i = 0; i < IMAGES; i++) {
        if (Folds.foldOf(i + ".png", 2) == fold) {
          assertThat(labels.path("annotations").get(i)).isEqualTo(alone.path("annotations").get(i));
        }
      }
    }
    assertThat(out.toString()).contains("square", "size small", "gamma 0.3, beta 0.6");
  }

  @Test
  void theImagesOfAFoldDoNotReachItsDetector() throws Exception {
    train("run", "--folds", "2", "--steps", "2");
    for (int i = 0; i < IMAGES; i++) {
      if (Folds.foldOf(i + ".png", 2) == 0) {
        Files.write(directory.resolve(i + ".png"), ImageFiles.png(square(0, 0)));
      }
    }
    train("other", "--folds", "2", "--steps", "2");

    assertThat(sha256(detector("other", 0))).isEqualTo(sha256(detector("run", 0)));
    assertThat(sha256(detector("other", 1))).isNotEqualTo(sha256(detector("run", 1)));
  }

  @Test
  void aFinishedFoldIsNotTrainedAgainAndOtherOptionsAreRefused() throws Exception {
    train("run", "--folds", "2", "--steps", "2");
    Path first = detector("run", 0);
    for (int i = 0; i < IMAGES; i++) {
      Files.write(directory.resolve(i + ".png"), ImageFiles.png(square(0, 0)));
    }
    train("run", "--folds", "2", "--steps", "2", "--beta", "0.1");
    assertThat(detector("run", 0)).isEqualTo(first);
    assertThat(json(directory.resolve("run/labels.json")).at("/labelling/beta").asDouble())
        .isEqualTo(0.1);
    assertThatThrownBy(() -> train("run", "--folds", "2", "--steps", "3"))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("was begun with other options or data");
  }

  @Test
  void anImpossibleFoldIsToldBeforeTheFirstIsTrained() throws Exception {
    int last = 0;
    while (Folds.foldOf(last + ".png", 2) != 1) {
      last++;
    }
    Files.writeString(
        directory.resolve("data.json"),
        """
        {"images": [{"id": 1, "file_name": "%d.png", "width": 96, "height": 64}],
         "categories": [{"id": 1, "name": "square"}],
         "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [9, 9, 24, 24]}]}
        """
            .formatted(last));
    assertThatThrownBy(() -> train("run", "--folds", "2", "--steps", "2"))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("no image with objects for fold 2 of 2");
    assertThat(directory.resolve("run/fold-0")).doesNotExist();
  }

  @Test
  void oneDetectorOfAllImagesLabelsNothing() throws Exception {
    train("run", "--folds", "1", "--steps", "2");
    assertThat(directory.resolve("run/labels.json")).doesNotExist();
    assertThat(out.toString()).contains("A detector is " + detector("run", 0));
  }

  @Test
  void aDryRunTrainsNothingAndWritesNothing() throws Exception {
    train("run", "--folds", "2", "--steps", "40", "--dry-run");
    assertThat(out.toString())
        .contains("2 detectors of 40 steps each, from " + IMAGES + " images, and their labels.");
    assertThat(directory.resolve("run")).doesNotExist();
  }

  @Test
  void aReportInJsonNamesEveryDetector() throws Exception {
    train("run", "--folds", "2", "--steps", "2", "--json");
    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(told.path("stopped").asBoolean()).isFalse();
    assertThat(told.path("detectors").get(1).asText()).isEqualTo(detector("run", 1).toString());
    assertThat(told.at("/labels/images").asInt()).isEqualTo(IMAGES);
  }

  @Test
  void wrongUsageIsNamed() {
    assertThat(parse("run", "--size=100")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("run", "--folds", "0")).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString())
        .contains("--size must be a multiple of 16 from 32 to 512, not 100.")
        .contains("--folds must be 1 to 100.");
    assertThatThrownBy(() -> train("run", "--split", "val"))
        .hasMessageContaining("no image is of split 'val': name one of []");
  }

  private JsonNode labelledBy(Path detector) throws Exception {
    Path labels = directory.resolve("alone.json");
    LabelRun.run(
        new LabelRequest(
            List.of(detector),
            DataFormat.COCO,
            directory.resolve("data.json"),
            Optional.empty(),
            AttributeRule.standard(),
            directory.resolve("alone.detections.json"),
            labels),
        (doing, done, all) -> {});
    return json(labels);
  }

  private Path detector(String run, int fold) throws IOException {
    Path folder = directory.resolve(run).resolve("fold-" + fold);
    return folder.resolve("models").resolve(Files.readString(folder.resolve("model.txt")));
  }

  private static String sha256(Path directory) throws IOException {
    try (Detector detector = Detector.load(directory)) {
      return detector.sha256();
    }
  }

  private void train(String run, String... more) throws Exception {
    Invocation.Work work = (Invocation.Work) parse(run, more);
    work.task().run(new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private Invocation parse(String run, String... more) {
    String data = directory.resolve("data.json").toString();
    List<String> words =
        new ArrayList<>(
            List.of(
                "train-detector",
                "--coco",
                data,
                "--out",
                directory.resolve(run).toString(),
                "--batch",
                "2"));
    words.addAll(List.of(more));
    if (!words.contains("--size=100")) {
      words.add("--size=48");
    }
    return CommandLines.parse(
        words.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
