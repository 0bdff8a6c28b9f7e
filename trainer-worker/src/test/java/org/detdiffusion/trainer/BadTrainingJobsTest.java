package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.PermanentCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadTrainingJobsTest {
  @TempDir Path directory;

  static Stream<Arguments> badJobs() {
    return Stream.of(
        bad("no images of data set 'cats'", job -> job.setDataSet("cats")),
        bad("no images to train on in splits [dev]", job -> job.setSplits(List.of("dev"))),
        bad("no images in test split 'dev'", job -> job.setTestSplit("dev")),
        bad("splits is empty", job -> job.setSplits(List.of())),
        bad("steps is 0", job -> job.setSteps(0)),
        bad("batchSize is -1", job -> job.setBatchSize(-1)),
        bad("checkpointEvery is 0", job -> job.setCheckpointEvery(0)),
        bad("learningRate is NaN", job -> job.setLearningRate(Double.NaN)),
        bad("perceptionLossWeight is -1.0", job -> job.setPerceptionLossWeight(-1)),
        bad("augmentation 'mixup' is not known", job -> job.setAugmentation("mixup")),
        bad("at most 1 together", job -> job.setSyntheticShare(0.6).setPasteShare(0.6)),
        bad("needs syntheticJobs", job -> job.setSyntheticImages(5)),
        bad("the id that begins 'xxxxxxxxxxxxxxxxxxxx' has 513 ch", job -> job.setId(longName())),
        bad("the dataSet that begins", job -> job.setDataSet(longName())),
        bad("the testSplit that begins", job -> job.setTestSplit(longName())),
        bad("the entry of splits that begins", job -> job.setSplits(List.of(longName()))),
        bad("splits has 101 entries; 100 are", job -> job.setSplits(many(101, "train"))),
        bad("syntheticJobs has 1001 entries", job -> job.setSyntheticJobs(many(1001, "night"))),
        bad("the entry of syntheticJobs", job -> job.setSyntheticJobs(List.of(longName()))),
        bad("announceAt has 1001 entries", job -> job.setAnnounceAt(many(1001, 5))),
        bad("the split of labels", job -> job.setLabels(new LabelScope("a", longName(), 0, 1))),
        bad("heldOut names fold 3 of 3", job -> job.setHeldOut(scope(3))),
        bad("model name '../x'", job -> job.setName("../x")));
  }

  private static Arguments bad(String sentence, UnaryOperator<TrainingJob.Builder> change) {
    return Arguments.of(sentence, change);
  }

  private static String longName() {
    return "x".repeat(513);
  }

  private static <T> List<T> many(int count, T value) {
    return Collections.nCopies(count, value);
  }

  private static LabelScope scope(int fold) {
    return new LabelScope(Examples.DATA_SET, "train", fold, 3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badJobs")
  void isRejectedInOneSentence(String sentence, UnaryOperator<TrainingJob.Builder> change)
      throws Exception {
    TrainerBench bench = new TrainerBench(directory).withImages("train", 2);
    TrainingJob job = change.apply(Examples.job("r", Role.DETECTOR)).build();

    JobOutcome outcome = bench.run(job);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            JobOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).contains(sentence).doesNotContain("\n"));
    assertThat(bench.trainings.started).isEmpty();
  }

  @Test
  void bytesThatAreNoJobAreRejected() throws Exception {
    JobOutcome outcome = new TrainerBench(directory).run(new byte[] {1, 2, 3});

    assertThat(outcome).isInstanceOf(JobOutcome.Rejected.class);
    assertThat(((JobOutcome.Rejected) outcome).code()).isEqualTo(PermanentCode.UNREADABLE);
  }
}
