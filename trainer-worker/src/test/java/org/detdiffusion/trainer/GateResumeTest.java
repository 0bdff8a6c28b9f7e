package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.TrainingJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateResumeTest {
  private final TrainingJob job = GateExamples.job(GateExamples.gate()).build();

  @TempDir Path undisturbed;
  @TempDir Path disturbed;

  @Test
  void aResumedRunLearnsFromTheSameImagesWhateverTheDetectorWouldSayNow() throws Exception {
    stopAtStepThree();
    TrainerBench second = GateExamples.bench(disturbed);
    second.trainings.found = List.of();
    Files.delete(disturbed.resolve("models").resolve(GateExamples.DETECTOR));

    ModelUpdate model = TrainerBench.model(second.run(job));

    assertThat(second.trainings.asked).isEmpty();
    assertThat(second.progress()).extracting(p -> p.getStep()).startsWith(3, 4);
    assertThat(model).isEqualTo(undisturbed());
  }

  @Test
  void aRunWhoseVerdictsAreDamagedStartsAnewAndAsksAgain() throws Exception {
    stopAtStepThree();
    for (String damaged : List.of("{", "null", "{}", "")) {
      Files.writeString(verdicts(), damaged);
      TrainerBench second = GateExamples.bench(disturbed);
      second.trainings.afterStep = stopAfter(second, 3);
      second.run(job);

      assertThat(second.trainings.asked).hasSize(1);
      assertThat(second.progress()).extracting(p -> p.getStep()).startsWith(0, 1);
    }
    TrainerBench last = GateExamples.bench(disturbed);
    assertThat(TrainerBench.model(last.run(job))).isEqualTo(undisturbed());
  }

  @Test
  void theVerdictsOfAnotherJobAreNotLeftBehind() throws Exception {
    stopAtStepThree();
    assertThat(verdicts()).exists();

    GateExamples.bench(disturbed).run(TrainingJob.newBuilder(job).setGate(null).build());

    assertThat(verdicts()).doesNotExist();
  }

  private void stopAtStepThree() throws Exception {
    TrainerBench first = GateExamples.bench(disturbed);
    first.trainings.afterStep = stopAfter(first, 3);
    first.run(job);
  }

  private static Runnable stopAfter(TrainerBench bench, int steps) {
    AtomicInteger left = new AtomicInteger(steps);
    return () -> {
      if (left.decrementAndGet() == 0) {
        bench.stop.countDown();
      }
    };
  }

  private Path verdicts() throws Exception {
    return RunFolder.of(disturbed.resolve("work"), "r").path().resolve("gate.jsonl");
  }

  private ModelUpdate undisturbed() throws Exception {
    return TrainerBench.model(GateExamples.bench(undisturbed).run(job));
  }
}
