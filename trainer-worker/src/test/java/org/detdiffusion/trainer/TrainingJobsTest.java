package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.attribute.Folds;
import org.detdiffusion.workerkit.JobOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingJobsTest {
  @TempDir Path directory;

  @Test
  void aFinishedDetectorIsAnnouncedWithItsOffsetsScoresAndScope() throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 4).withImages("test", 2);
    LabelScope scope = new LabelScope(Examples.DATA_SET, "train", 0, 1);
    TrainingJob job =
        Examples.job("r", Role.DETECTOR).setTestSplit("test").setLabels(scope).build();

    ModelUpdate model = TrainerBench.model(bench.run(job));

    assertThat(model.getFinished()).isTrue();
    assertThat(model.getStep()).isEqualTo(6);
    assertThat(model.getLabels()).isEqualTo(scope);
    assertThat(model.getOffsets()).isEqualTo(Map.of("annotated-images-0", 6L));
    assertThat(model.getMetrics())
        .containsEntry("ap", 1.0)
        .containsKeys("ap50", "ap75", "loss", "ap/square");
    assertThat(directory.resolve("models").resolve(model.getLocation())).isDirectory();
  }

  @Test
  void progressTellsEveryStepUpToTheScores() throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 4).withImages("test", 2);

    bench.run(Examples.job("r", Role.DETECTOR).setTestSplit("test").build());

    assertThat(bench.progress()).extracting(p -> p.getStep()).startsWith(1, 2, 3).endsWith(6);
    assertThat(TrainerMeters.LOSS.summary(bench.meters, "detector").count()).isEqualTo(6);
    assertThat(TrainerMeters.LOSS.summary(bench.meters, "detector").max()).isEqualTo(1);
    assertThat(bench.progress().get(bench.progress().size() - 1).getValues()).containsKey("ap");
  }

  @Test
  void anUnfinishedModelIsAnnouncedWhenTheJobAsksForItButJudgesNothing() throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 4);
    LabelScope scope = new LabelScope(Examples.DATA_SET, "train", 0, 1);

    bench.run(Examples.job("r", Role.DETECTOR).setLabels(scope).setAnnounceAt(List.of(3)).build());

    assertThat(bench.announcedEarly()).hasSize(1);
    assertThat(bench.announcedEarly().get(0).getStep()).isEqualTo(3);
    assertThat(bench.announcedEarly().get(0).getLabels()).isNull();
  }

  @Test
  void imagesOfTheHeldOutFoldAreNotTrainedOnButJudged() throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 12);
    LabelScope scope = new LabelScope(Examples.DATA_SET, "train", 1, 3);

    ModelUpdate model =
        TrainerBench.model(bench.run(Examples.job("r", Role.DETECTOR).setHeldOut(scope).build()));

    assertThat(bench.trainings.started.get(0).real())
        .isNotEmpty()
        .hasSizeLessThan(12)
        .noneMatch(image -> Folds.foldOf(image.id(), 3) == 1);
    assertThat(model.getLabels()).isEqualTo(scope);
  }

  @Test
  void theNewestVerdictsOfTheLabellerStandOnTheObjects() throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 2);
    String topic = Topics.ATTRIBUTE_RECORDS;
    bench.add(topic, "train-1", Examples.attributes("train-1", Difficulty.EASY));
    bench.add(topic, "train-1", Examples.attributes("train-1", Difficulty.HARD));

    bench.run(Examples.job("r", Role.GENERATOR).build());

    List<AnnotatedImage> real = bench.trainings.started.get(0).real();
    assertThat(real.get(0).objects().get(0).attribute()).isEmpty();
    assertThat(real.get(1).objects().get(0).attribute()).isEqualTo(Optional.of(Attribute.HARD));
  }

  @Test
  void verdictsOnOtherBoxesThanTheImagesAreNotUsed() throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 1);
    AttributeRecord judged = Examples.attributes("train-0", Difficulty.HARD);
    ObjectAnnotation moved =
        ObjectAnnotation.newBuilder(judged.getObjects().get(0)).setX(17).build();
    AttributeRecord elsewhere =
        AttributeRecord.newBuilder(judged).setObjects(List.of(moved)).build();
    bench.add(Topics.ATTRIBUTE_RECORDS, "train-0", elsewhere);

    bench.run(Examples.job("r", Role.GENERATOR).build());

    List<AnnotatedImage> real = bench.trainings.started.get(0).real();
    assertThat(real.get(0).objects().get(0).attribute()).isEmpty();
  }

  @Test
  void aRunWaitsForItsSyntheticImages() throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 2);
    bench.add(Topics.SYNTHETIC_IMAGES, "s-0", Examples.synthetic("s-0", "wanted"));
    bench.add(Topics.SYNTHETIC_IMAGES, "o-0", Examples.synthetic("o-0", "other"));
    TrainingJob job =
        Examples.job("r", Role.DETECTOR)
            .setSyntheticJobs(List.of("wanted"))
            .setSyntheticImages(2)
            .build();

    JobOutcome early = bench.run(job);
    bench.add(Topics.SYNTHETIC_IMAGES, "s-1", Examples.synthetic("s-1", "wanted"));
    JobOutcome late = bench.run(job);

    assertThat(early)
        .isInstanceOfSatisfying(
            JobOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).startsWith("1 of 2 synthetic images"));
    assertThat(bench.progress().get(0).getValues()).isEqualTo(Map.of("syntheticImages", 1.0));
    assertThat(late).isInstanceOf(JobOutcome.Done.class);
    assertThat(bench.trainings.started.get(0).synthetic())
        .extracting(AnnotatedImage::id)
        .containsExactly("s-0", "s-1");
  }

  @Test
  void aLossThatIsNoNumberEndsTheRunWithTheStepNamed() throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 2);
    bench.trainings.diverges = 4;

    JobOutcome outcome = bench.run(Examples.job("r", Role.DETECTOR).build());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            JobOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).contains("at step 4"));
    assertThat(TrainerMeters.DIVERGED.counter(bench.meters, "detector").count()).isEqualTo(1);
    assertThat(TrainerMeters.DIVERGED.counter(bench.meters, "generator").count()).isZero();
  }

  @Test
  void aJobThatComesAgainAfterItWasFinishedIsAnnouncedAgainWithoutTraining() throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 2);
    TrainingJob job = Examples.job("r", Role.DETECTOR).build();

    ModelUpdate first = TrainerBench.model(bench.run(job));
    ModelUpdate again = TrainerBench.model(bench.run(job));

    assertThat(again).isEqualTo(first);
    assertThat(bench.trainings.started).hasSize(1);
  }

  @Test
  void theSameIdWithAnotherJobIsAnotherRun() throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 2);

    ModelUpdate first = TrainerBench.model(bench.run(Examples.job("r", Role.DETECTOR).build()));
    ModelUpdate other =
        TrainerBench.model(bench.run(Examples.job("r", Role.DETECTOR).setSeed(7).build()));

    assertThat(other.getLocation()).isNotEqualTo(first.getLocation());
  }

  @Test
  void aFullDiskGivesTheJobBack() throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 2);
    Files.writeString(directory.resolve("work"), "a file where the directory should be");

    JobOutcome outcome = bench.run(Examples.job("r", Role.DETECTOR).build());

    assertThat(outcome).isInstanceOf(JobOutcome.Retry.class);
  }
}
