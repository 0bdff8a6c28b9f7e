package org.detdiffusion.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportedImagesTest {
  private static final String SHA256 = "ab".repeat(32);
  private static TestTopics topics;

  @TempDir Path directory;

  @BeforeAll
  static void startBroker(@TempDir Path broker) throws Exception {
    topics = TestTopics.start(broker);
  }

  @AfterAll
  static void stopBroker() {
    topics.close();
  }

  @Test
  void hostileNamesStayInTheDirectory() throws Exception {
    publish(real("hostile", "../../x", "../../y", 3));
    publish(real("hostile", "/etc/passwd", "..", 3));
    publish(real("hostile", "a\0b\n\"c", "", 3));
    Path out = directory.resolve("deep/below/out");
    topics.export("hostile", out);

    try (var files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(6).allMatch(f -> f.startsWith(out));
    }
    JsonNode coco = json(out, "instances.json");
    assertThat(coco.at("/images/0/source_id").asText()).isEqualTo("a\0b\n\"c");
    assertThat(out.resolve("images").resolve(coco.at("/images/0/file_name").asText())).exists();
  }

  @Test
  void theNewestImageAndItsNewestRecordStand() throws Exception {
    publish(real("newest", "a", "train", 3));
    AnnotatedImageMessage anew = real("newest", "a", "train", 5);
    publish(anew);
    publish(judged(anew, Difficulty.EASY));
    publish(judged(anew, Difficulty.HARD));
    Path out = directory.resolve("out");

    assertThat(topics.export("newest", out)).contains("1 images", "(1 easy or hard)");
    JsonNode object = json(out, "instances_train.json").at("/annotations/0");
    assertThat(object.at("/bbox/0").asDouble()).isEqualTo(5);
    assertThat(object.get("attribute").asText()).isEqualTo("hard");
  }

  @Test
  void aRecordOfOtherBoxesIsNotUsed() throws Exception {
    publish(judged(real("stale", "a", "train", 3), Difficulty.HARD));
    publish(real("stale", "a", "train", 5));
    topics.export("stale", directory.resolve("out"));

    JsonNode coco = json(directory.resolve("out"), "instances_train.json");
    assertThat(coco.at("/annotations/0/attribute").isMissingNode()).isTrue();
  }

  @Test
  void syntheticImagesOfAJobAreMarkedWithHowTheyWereMade() throws Exception {
    publish(real("marked", "a", "train", 3));
    publish(made("marked-job-1", "marked-job"));
    publish(made("other-job-1", "other-job"));
    Path out = directory.resolve("out");
    topics.export("marked", out, "marked-job");

    JsonNode coco = json(out, "instances_synthetic.json");
    assertThat(coco.get("images")).hasSize(1);
    JsonNode image = coco.at("/images/0");
    assertThat(image.get("synthetic").asBoolean()).isTrue();
    assertThat(image.get("prompt").asText()).isEqualTo("An image with \"cup\"");
    assertThat(image.get("seed").asLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(image.get("generator_sha256").asText()).isEqualTo(SHA256);
    assertThat(out.resolve("images").resolve(image.get("file_name").asText())).exists();
    assertThat(coco.at("/annotations/0/attribute").asText()).isEqualTo("easy");
    assertThat(json(out, "instances_train.json").get("images")).hasSize(1);
  }

  @Test
  void aSplitCalledSyntheticSharesNoFileWithMadeImages() throws Exception {
    publish(real("same-name", "a", "synthetic", 3));
    publish(made("same-name-1", "same-name-job"));
    Path out = directory.resolve("out");
    topics.export("same-name", out, "same-name-job");

    JsonNode made = json(out, "instances_synthetic.json").get("images");
    assertThat(made.findValuesAsText("source_id")).containsExactly("same-name-1");
    try (var files = Files.list(out.resolve("annotations"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void allLeavesOutJobsForOtherDataSets() throws Exception {
    publish(real("whole", "a", "train", 3));
    publish(job("of-whole", "whole"));
    publish(job("of-stars", "stars"));
    publish(made("whole-1", "of-whole"));
    publish(made("stars-1", "of-stars"));
    topics.export("whole", directory.resolve("out"), "all");

    JsonNode images = json(directory.resolve("out"), "instances_synthetic.json").get("images");
    assertThat(images.findValuesAsText("job")).contains("of-whole").doesNotContain("of-stars");
  }

  @Test
  void aJobWithoutImagesIsNamed() throws Exception {
    publish(real("named", "a", "train", 3));
    assertThatThrownBy(() -> topics.export("named", directory.resolve("out"), "typo"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no images of job 'typo'");
  }

  @Test
  void brokenMessagesAreCountedAndHoldNothingUp() throws Exception {
    AnnotatedImageMessage wrong =
        AnnotatedImageMessage.newBuilder(real("broken", "b", "train", 3))
            .setImage(ByteBuffer.wrap(new byte[] {1, 2, 3}))
            .build();
    publish(wrong);
    publish(real("broken", "a", "train", 3));

    assertThat(topics.export("broken", directory.resolve("out")))
        .contains("1 images", "images that can't be read on annotated-images", "image 'b' is not");
  }

  private static AnnotatedImageMessage real(String dataSet, String id, String split, int left) {
    var cup = AnnotatedObject.of("cup", new Box(left, 4, 8, 9.5));
    var image = new AnnotatedImage(id, dataSet, split, CocoSample.pixels(32, 32), List.of(cup));
    return Messages.toMessage(image);
  }

  private static AttributeRecord judged(AnnotatedImageMessage image, Difficulty difficulty) {
    ObjectAnnotation object =
        ObjectAnnotation.newBuilder(image.getObjects().get(0)).setDifficulty(difficulty).build();
    return AttributeRecord.newBuilder()
        .setImageId(image.getId())
        .setDataSet(image.getDataSet())
        .setSplit(image.getSplit())
        .setWidth(image.getWidth())
        .setHeight(image.getHeight())
        .setObjects(List.of(object))
        .setDetector("judge")
        .setDetectorSha256(SHA256)
        .setGamma(0.3)
        .setBeta(0.6)
        .build();
  }

  private static SyntheticImage made(String id, String job) {
    AnnotatedImageMessage pixels = real("any", id, "train", 6);
    ObjectAnnotation cup =
        ObjectAnnotation.newBuilder(pixels.getObjects().get(0))
            .setDifficulty(Difficulty.EASY)
            .build();
    return SyntheticImage.newBuilder()
        .setId(id)
        .setJobId(job)
        .setLayout(new LayoutMessage(32, 32, List.of(cup)))
        .setImage(pixels.getImage())
        .setSha256(pixels.getSha256())
        .setGenerator("generator")
        .setGeneratorSha256(SHA256)
        .setPrompt("An image with \"cup\"")
        .setSeed(Long.MIN_VALUE)
        .setSampling(Sampling.newBuilder().build())
        .setMillis(1)
        .build();
  }

  private static AugmentationJob job(String id, String dataSet) {
    return AugmentationJob.newBuilder().setId(id).setDataSet(dataSet).build();
  }

  private static void publish(AnnotatedImageMessage image) throws Exception {
    topics.publish(Topics.ANNOTATED_IMAGES, ImageKey.of(image), image);
  }

  private static void publish(AttributeRecord record) throws Exception {
    topics.publish(Topics.ATTRIBUTE_RECORDS, ImageKey.of(record), record);
  }

  private static void publish(SyntheticImage image) throws Exception {
    topics.publish(Topics.SYNTHETIC_IMAGES, image.getId(), image);
  }

  private static void publish(AugmentationJob job) throws Exception {
    topics.publish(Topics.AUGMENTATION_JOBS, job.getId(), job);
  }

  private static JsonNode json(Path out, String file) throws IOException {
    return new ObjectMapper().readTree(out.resolve("annotations").resolve(file).toFile());
  }
}
