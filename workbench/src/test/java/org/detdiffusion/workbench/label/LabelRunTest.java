package org.detdiffusion.workbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.TorchFile;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workbench.label.LabelCounts.Share;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a detector that sees one disc in every image, at (20, 0) and 40 pixels wide and high. */
class LabelRunTest {
  private static final String COCO =
      """
      {"info": {"year": 2026}, "labelling": "older",
       "images": [{"id": 7, "file_name": "seen.png", "width": 160, "height": 120},
                  {"id": 9, "file_name": "gone.png", "width": 160, "height": 120}],
       "categories": [{"id": 4, "name": "disc"}, {"id": 6, "name": "ring"}],
       "annotations": [
         {"id": 1, "image_id": 7, "category_id": 6, "bbox": [20, 0, 40, 40], "attribute": "old"},
         {"id": 2, "image_id": 7, "category_id": 4, "bbox": [20, 0, 40, 20], "area": 500},
         {"id": 3, "image_id": 7, "category_id": 4, "bbox": [0, 0, 9, 9], "iscrowd": 1},
         {"id": 4, "image_id": 9, "category_id": 4, "bbox": [40, 20, 40, 40]}]}
      """;

  @TempDir Path directory;
  private Path detector;
  private Path detections;
  private Path out;

  @BeforeEach
  void writeDataSetAndDetector() throws IOException {
    Files.writeString(directory.resolve("data.json"), COCO);
    byte[] png = ImageFiles.png(new PixelImage(160, 120, new byte[160 * 120 * 3]));
    Files.write(directory.resolve("seen.png"), png);
    detector = Files.createDirectory(directory.resolve("detector"));
    detections = directory.resolve("detections.json");
    out = directory.resolve("out.json");
    writeDetector();
  }

  /** In the network's 64x64 pixels, a pixel is 2.5 of the image's, which begins at row 8. */
  private void writeDetector() throws IOException {
    Files.writeString(
        detector.resolve("config.json"),
        "{\"classes\": [\"disc\"], \"output\": \"yolov5\", \"imgsz\": 64}");
    Parameters parameters = Parameters.decayedAndPlain();
    Trace.Method method =
        Trace.method(
            "look",
            parameters,
            trace ->
                trace
                    .root()
                    .parameter("row", Initializer.constant(0), 1, 1, 6)
                    .plus(trace.input("images", 1, 3, 64, 64).mean().times(0)));
    float[] row = {16, 16, 16, 16, 1, 0.75f};
    try (Weights weights = Weights.of(parameters, Map.of("row", row))) {
      TorchFile.write(detector.resolve("model.pt"), method, parameters, weights);
    }
  }

  @Test
  void everyObjectGetsItsAttributeAndTheFileTheRule() throws Exception {
    LabelReport report = label(AttributeRule.standard(), true);

    JsonNode file = json(out);
    assertThat(file.at("/annotations/0/attribute").asText()).isEqualTo("easy");
    assertThat(file.at("/annotations/0/matched_score").asDouble()).isEqualTo(0.75);
    assertThat(file.at("/annotations/0/matched_iou").asDouble()).isEqualTo(1);
    assertThat(file.at("/annotations/1/attribute").asText()).isEqualTo("hard");
    assertThat(file.at("/annotations/1/matched_iou").asDouble()).isEqualTo(0.5);
    assertThat(file.at("/labelling/detector_sha256").asText()).isEqualTo(report.detector());
    assertThat(file.at("/labelling/gamma").asDouble()).isEqualTo(0.3);
    assertThat(file.at("/info/year").asInt()).isEqualTo(2026);
    assertThat(report.detector()).matches("[0-9a-f]{64}");
  }

  @Test
  void theReportCountsByClassAndSizeWithoutCrowds() throws Exception {
    LabelCounts counts = label(AttributeRule.standard(), true).counts();

    assertThat(counts.all()).isEqualTo(new Share(1, 1));
    assertThat(counts.byClass()).containsEntry("ring", new Share(1, 0));
    assertThat(counts.byClass()).containsEntry("disc", new Share(0, 1));
    assertThat(counts.bySize()).containsEntry("small", new Share(0, 1));
    assertThat(counts.bySize()).containsEntry("medium", new Share(1, 0));
    assertThat(counts.bySize()).containsEntry("large", new Share(0, 0));
  }

  @Test
  void anImageWithoutAFileIsToldAndStaysWithoutLabels() throws Exception {
    LabelReport report = label(AttributeRule.standard(), true);

    assertThat(report.unreadable())
        .containsExactly("image 'gone.png' has no file: add it or drop its annotations");
    assertThat(json(out).at("/annotations/3/attribute").isMissingNode()).isTrue();
    assertThat(report.text()).contains("Images without labels: 1");
  }

  @Test
  void labellingAgainNeedsNoDetector() throws Exception {
    LabelReport first = label(AttributeRule.standard(), true);
    JsonNode before = json(out);
    LabelReport again = label(AttributeRule.standard(), false);

    assertThat(json(out).at("/annotations/0")).isEqualTo(before.at("/annotations/0"));
    assertThat(json(out).at("/labelling")).isEqualTo(before.at("/labelling"));
    assertThat(again.detector()).isEqualTo(first.detector());
    assertThat(again.counts().all()).isEqualTo(first.counts().all());
    assertThat(again.unreadable())
        .containsExactly(
            "image 'gone.png' was not seen when the detections were made: look again with"
                + " --detector");
  }

  @Test
  void otherThresholdsGiveOtherAttributes() throws Exception {
    label(AttributeRule.standard(), true);

    assertThat(label(new AttributeRule(0.8, 0.6, false), false).counts().all().easy()).isZero();
    assertThat(label(new AttributeRule(0.3, 0.4, false), false).counts().all().easy()).isEqualTo(2);
    assertThat(label(new AttributeRule(0.3, 0.4, true), false).counts().byClass())
        .containsEntry("disc", new Share(1, 0))
        .containsEntry("ring", new Share(0, 1));
  }

  @Test
  void detectionsAreACocoResultFile() throws Exception {
    label(AttributeRule.standard(), true);

    JsonNode result = json(detections).get(0);
    assertThat(result.get("image_id").asLong()).isEqualTo(7);
    assertThat(result.get("category_id").asLong()).isEqualTo(4);
    assertThat(result.get("bbox").toString()).isEqualTo("[20,0,40,40]");
    assertThat(result.get("score").asDouble()).isEqualTo(0.75);
  }

  @Test
  void detectionsOfAnotherDataSetAreRefused() throws Exception {
    Files.writeString(
        detections,
        "[{\"image_id\": 8, \"category_id\": 4, \"bbox\": [0, 0, 1, 1], \"score\": 1}]");

    assertThatThrownBy(() -> label(AttributeRule.standard(), false))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining("has detections of image 8, which")
        .hasMessageEndingWith("name the data set they were made from");
  }

  /**
   * Images are numbered anew where a data set's own numbers can't be kept, as in a split of VOC.
   */
  @Test
  void detectionsOfOtherImagesUnderTheSameNumbersAreRefused() throws Exception {
    label(AttributeRule.standard(), true);
    Files.writeString(directory.resolve("data.json"), COCO.replace("seen.png", "unlike.png"));

    assertThatThrownBy(() -> label(AttributeRule.standard(), false))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining("are not of the images of")
        .hasMessageEndingWith("name the data set and the split that they were made from");
  }

  @Test
  void whatIsNoResultFileIsRefused() throws Exception {
    for (String other : new String[] {"{}", "[3]", "[{\"image_id\": 7}]", "[{", "[null]"}) {
      Files.writeString(detections, other);
      assertThatThrownBy(() -> label(AttributeRule.standard(), false))
          .as(other)
          .isInstanceOf(InvalidDataSetException.class)
          .hasMessageStartingWith(detections.toString());
    }
  }

  @Test
  void aDryRunLooksAtEverythingAndWritesNothing() throws Exception {
    LabelReport dry =
        LabelRun.run(request(AttributeRule.standard(), true), (doing, done, all) -> {}, true);
    assertThat(out).doesNotExist();
    assertThat(detections).doesNotExist();
    assertThat(dry.text()).startsWith("Would write " + out);
    LabelReport written = label(AttributeRule.standard(), true);
    assertThat(dry.counts().byClass()).isEqualTo(written.counts().byClass());
  }

  private LabelReport label(AttributeRule rule, boolean look) throws Exception {
    return LabelRun.run(request(rule, look), (doing, done, all) -> {});
  }

  private LabelRequest request(AttributeRule rule, boolean look) {
    return new LabelRequest(
        look ? List.of(detector) : List.of(),
        DataFormat.COCO,
        directory.resolve("data.json"),
        Optional.empty(),
        rule,
        detections,
        out);
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
