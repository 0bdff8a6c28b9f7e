package org.detdiffusion.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.ObjectSighting;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dog that was seen twice, well by a weak prediction, and a cat that was not seen. */
class RelabelTest {
  private static TestTopics topics;

  @BeforeAll
  static void startBroker(@TempDir Path broker) throws Exception {
    topics = TestTopics.start(broker);
  }

  @AfterAll
  static void stopBroker() {
    topics.close();
  }

  @Test
  void otherThresholdsGiveOtherAttributesWithoutADetector() throws Exception {
    publish("strict", List.of(seen(0.9, 0.65), seen(0.4, 0.8)), "train");

    assertThat(relabel("strict", new AttributeRule(0.5, 0.7, false), false))
        .startsWith("Changed 1 of 2 objects of 1 images of data set 'strict'.")
        .contains("gamma 0.5, beta 0.7, class-agnostic.");

    AttributeRecord newest = newest("strict");
    ObjectAnnotation dog = newest.getObjects().get(0);
    assertThat(dog.getDifficulty()).isEqualTo(Difficulty.HARD);
    assertThat(dog.getMatchedIou()).isEqualTo(0.65);
    assertThat(newest.getGamma()).isEqualTo(0.5);
    assertThat(newest.getDetector()).isEqualTo("cross-1");
    assertThat(newest.getFold()).isEqualTo(2);
  }

  @Test
  void theReportCountsByClassAndSize() throws Exception {
    publish("counted", List.of(seen(0.9, 0.65)), "train");
    assertThat(relabel("counted", AttributeRule.standard(), true).lines())
        .anyMatch(line -> line.matches("dog +1 +0 +0 %"))
        .anyMatch(line -> line.matches("cat +0 +1 +100 %"))
        .anyMatch(line -> line.matches("size small +1 +1 +50 %"));
  }

  @Test
  void aDryRunAndTheSameRuleChangeNothing() throws Exception {
    publish("same", List.of(seen(0.9, 0.65)), "train");
    relabel("same", new AttributeRule(0.3, 0.9, true), true);
    relabel("same", AttributeRule.standard(), false);
    assertThat(records("same")).hasSize(1);
  }

  @Test
  void recordsOfOtherSplitsStayAsTheyAre() throws Exception {
    publish("splits", List.of(seen(0.9, 0.65)), "val");
    assertThatThrownBy(
            () -> TestTopics.run(options("splits", Optional.of("train"), AttributeRule.standard())))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("No attribute records of data set 'splits', split 'train',");
  }

  @Test
  void aRecordWithoutSightingsIsToldAndStaysAsItIs() throws Exception {
    AttributeRecord old =
        AttributeRecord.newBuilder(record("old", List.of(), "train"))
            .setSightings(List.of())
            .build();
    topics.publish(Topics.ATTRIBUTE_RECORDS, ImageKey.of(old), old);

    assertThat(relabel("old", new AttributeRule(0.9, 0.9, true), false))
        .contains("Left as they are: 1 images.", "have it labelled anew");
    assertThat(records("old")).hasSize(1);
  }

  private static void publish(String dataSet, List<ObjectSighting> dog, String split)
      throws Exception {
    AttributeRecord record = record(dataSet, dog, split);
    topics.publish(Topics.ATTRIBUTE_RECORDS, ImageKey.of(record), record);
  }

  private static AttributeRecord record(String dataSet, List<ObjectSighting> dog, String split) {
    return AttributeRecord.newBuilder()
        .setImageId("a.png")
        .setDataSet(dataSet)
        .setSplit(split)
        .setWidth(64)
        .setHeight(64)
        .setObjects(
            List.of(
                object("dog", Difficulty.EASY, 0.9, 0.65), object("cat", Difficulty.HARD, 0, 0)))
        .setDetector("cross-1")
        .setDetectorSha256("ab".repeat(32))
        .setGamma(0.3)
        .setBeta(0.6)
        .setFold(2)
        .setFolds(3)
        .setSightings(List.of(dog, List.of()))
        .build();
  }

  private static ObjectAnnotation object(
      String name, Difficulty difficulty, double score, double iou) {
    return ObjectAnnotation.newBuilder()
        .setClassName(name)
        .setX(1)
        .setY(2)
        .setWidth(10)
        .setHeight(20)
        .setDifficulty(difficulty)
        .setMatchedScore(score)
        .setMatchedIou(iou)
        .build();
  }

  private static ObjectSighting seen(double score, double iou) {
    return new ObjectSighting(score, iou, true);
  }

  private static String relabel(String dataSet, AttributeRule rule, boolean dryRun)
      throws Exception {
    RelabelOptions options = options(dataSet, Optional.empty(), rule);
    return TestTopics.run(
        new RelabelOptions(
            options.servers(), dataSet, options.split(), rule, new Reporting(dryRun, false)));
  }

  private static RelabelOptions options(
      String dataSet, Optional<String> split, AttributeRule rule) {
    String servers = topics.broker().bootstrapServers();
    return new RelabelOptions(servers, dataSet, split, rule, Reporting.TEXT);
  }

  private static AttributeRecord newest(String dataSet) throws Exception {
    List<AttributeRecord> records = records(dataSet);
    return records.get(records.size() - 1);
  }

  private static List<AttributeRecord> records(String dataSet) throws Exception {
    List<AttributeRecord> records = new java.util.ArrayList<>();
    for (Incoming record : topics.records(Topics.ATTRIBUTE_RECORDS)) {
      AttributeRecord read = Wire.decode(AttributeRecord.class, record.value());
      if (read.getDataSet().equals(dataSet)) {
        records.add(read);
      }
    }
    return records;
  }
}
