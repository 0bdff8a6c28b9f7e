package org.detdiffusion.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.page.PageMessages;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.Test;

class StreamTablesTest {
  private final StreamTables tables = new StreamTables();

  @Test
  void aRunIsOverWhenItsModelIsAnnouncedAndNotBefore() {
    Goal goal = new Goal.Announced("run", 10, 1);
    assertThat(goal.done(tables)).isZero();
    tables.accept(record(Topics.TRAINING_PROGRESS, "run", progress(10)));
    assertThat(goal.done(tables)).isLessThan(1).isGreaterThan(0.9);
    tables.accept(record(Topics.MODEL_UPDATES, "generator/run", update(10)));
    assertThat(goal.done(tables)).isEqualTo(1);
  }

  @Test
  void anEarlyModelReachesTheEarlyGoalOnly() {
    tables.accept(record(Topics.MODEL_UPDATES, "generator/run", update(3)));
    assertThat(new Goal.Announced("run", 3, 1).done(tables)).isEqualTo(1);
    assertThat(new Goal.Announced("run", 10, 1).done(tables)).isLessThan(1);
  }

  @Test
  void aStageIsReachedWhenAllItsGoalsAre() {
    List<Goal> goals = List.of(new Goal.Imported("d", 1), new Goal.Imported("d", 2));
    Stage stage = new Stage("s", List.of(), goals);
    tables.accept(bytes(Topics.ANNOTATED_IMAGES, "d/a", "anything", Map.of()));
    assertThat(stage.isReached(tables)).isFalse();
    tables.accept(bytes(Topics.ANNOTATED_IMAGES, "d/b", "anything", Map.of()));
    assertThat(stage.isReached(tables)).isTrue();
  }

  @Test
  void imagesOfAnotherDataSetDoNotCount() {
    tables.accept(bytes(Topics.ANNOTATED_IMAGES, "other/a", "anything", Map.of()));
    tables.accept(record(Topics.MODEL_UPDATES, "generator/run", update(10)));
    tables.accept(record(Topics.ATTRIBUTE_RECORDS, "other/a", judged("other")));
    assertThat(new Goal.Imported("mine", 1).done(tables)).isZero();
    assertThat(new Goal.Judged("mine", "train", 1, Set.of("run")).done(tables)).isZero();
    tables.accept(record(Topics.ATTRIBUTE_RECORDS, "mine/a", judged("mine")));
    assertThat(new Goal.Judged("mine", "train", 1, Set.of("run")).done(tables)).isEqualTo(1);
    assertThat(new Goal.Judged("other", "train", 1, Set.of("run")).done(tables)).isEqualTo(1);
  }

  @Test
  void aSplitIsJudgedWhenTheDetectorsOfTheRightRunsHaveLastJudgedIt() {
    Goal goal = new Goal.Judged("mine", "train", 1, Set.of("run"));
    tables.accept(record(Topics.ATTRIBUTE_RECORDS, "mine/a", judged("mine")));
    assertThat(goal.done(tables)).as("by another detector").isZero();
    tables.accept(record(Topics.MODEL_UPDATES, "detector/run", update(10)));
    assertThat(goal.done(tables)).isEqualTo(1);
  }

  @Test
  void knowsWhyAJobWasGivenUp() {
    Map<String, String> headers =
        Map.of(
            DeadLetters.ORIGIN_TOPIC, Topics.TRAINING_JOBS, DeadLetters.ERROR_REASON, "no images");
    tables.accept(bytes(Topics.deadLetters(Topics.TRAINING_JOBS), "run", "anything", headers));
    assertThat(tables.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.reason()).isEqualTo("no images"))
        .satisfies(letter -> assertThat(letter.message().topic()).isEqualTo(Topics.TRAINING_JOBS));
  }

  @Test
  void aLetterWithoutItsValueCountsAndItsReceiptDoesNot() {
    String letters = Topics.deadLetters(Topics.LAYOUT_JOBS);
    Map<String, String> headers = Map.of(DeadLetters.ORIGIN_TOPIC, Topics.LAYOUT_JOBS);
    tables.accept(new Incoming(letters, 0, 0, "new-easy-00003", null, headers, 1));
    Map<String, String> receipt = Map.of("redriven-offset", "0");
    tables.accept(new Incoming(letters, 0, 1, "new-easy-00003", null, receipt, 1));
    assertThat(tables.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.message().key()).isEqualTo("new-easy-00003"))
        .satisfies(letter -> assertThat(letter.isWhole()).isFalse());
  }

  @Test
  void theGatesVerdictsAreNotKept() {
    tables.accept(record(Topics.TRAINING_PROGRESS, "run", PageMessages.gated("image", true)));
    assertThat(tables.progress("run"))
        .singleElement()
        .satisfies(step -> assertThat(step.getVerdicts()).isEmpty())
        .satisfies(step -> assertThat(step.getSteps()).isEqualTo(9));
  }

  @Test
  void passesOverWhatItCannotRead() {
    tables.accept(bytes(Topics.SYNTHETIC_IMAGES, "x", "once upon a time", Map.of()));
    assertThat(tables.synthetic("x")).isEmpty();
    assertThat(tables.isPublished(Topics.SYNTHETIC_IMAGES, "x")).isTrue();
  }

  private static Incoming record(String topic, String key, SpecificRecord message) {
    return new Incoming(topic, 0, 0, key, Wire.encode(message), Map.of(), 1);
  }

  private static Incoming bytes(
      String topic, String key, String text, Map<String, String> headers) {
    return new Incoming(topic, 0, 0, key, text.getBytes(StandardCharsets.UTF_8), headers, 1);
  }

  private static AttributeRecord judged(String dataSet) {
    return AttributeRecord.newBuilder()
        .setImageId("a")
        .setDataSet(dataSet)
        .setSplit("train")
        .setWidth(64)
        .setHeight(64)
        .setObjects(List.of())
        .setDetector("d")
        .setDetectorSha256("0")
        .setGamma(0.3)
        .setBeta(0.6)
        .build();
  }

  private static TrainingProgress progress(int step) {
    return TrainingProgress.newBuilder()
        .setRunId("run")
        .setName("run")
        .setStep(step)
        .setSteps(10)
        .setValues(Map.of())
        .build();
  }

  private static ModelUpdate update(int step) {
    return ModelUpdate.newBuilder()
        .setRole(Role.GENERATOR)
        .setName("run")
        .setRunId("run")
        .setLocation("0")
        .setSha256("0")
        .setStep(step)
        .setSteps(10)
        .setFinished(step == 10)
        .build();
  }
}
