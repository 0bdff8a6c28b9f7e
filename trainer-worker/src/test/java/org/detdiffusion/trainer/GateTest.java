package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.messages.ImageVerdict;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.ObjectVerdict;
import org.detdiffusion.messages.QualityGate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.PermanentCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
  @TempDir Path directory;
  private TrainerBench bench;

  @BeforeEach
  void makeTheTrainer() throws Exception {
    bench = GateExamples.bench(directory);
  }

  private List<String> trainedOn(QualityGate.Builder gate) throws Exception {
    bench.run(GateExamples.job(gate).build());
    return bench.trainings.started.get(0).synthetic().stream().map(AnnotatedImage::id).toList();
  }

  @Test
  void imagesWhoseObjectsAreNotFoundAreNotTrainedOn() throws Exception {
    assertThat(trainedOn(GateExamples.gate())).containsExactly("s-drawn", "s-half");
    assertThat(bench.trainings.asked)
        .containsExactly(directory.resolve("models").resolve(GateExamples.DETECTOR));
  }

  @Test
  void aJobMayWantEveryObjectFound() throws Exception {
    assertThat(trainedOn(GateExamples.gate().setMinAgreement(1))).containsExactly("s-drawn");
  }

  @Test
  void aJobMayRecordTheAgreementAndKeepAll() throws Exception {
    assertThat(trainedOn(GateExamples.gate().setMinAgreement(0)))
        .containsExactly("s-drawn", "s-half", "s-not");
  }

  @Test
  void imagesThatShowWhatNobodyAskedForAreDroppedWhereTheJobSaysSo() throws Exception {
    GateExamples.add(bench, "s-twice", Examples.square(), GateExamples.elsewhere());
    Detection asked = new Detection("square", new Box(16, 16, 32, 32), 0.9);
    bench.trainings.found = List.of(asked, new Detection("square", new Box(0, 0, 12, 12), 0.6));

    assertThat(trainedOn(GateExamples.gate().setMaxUnasked(0)))
        .containsExactly("s-half", "s-twice");
    assertThat(counted("unasked")).isEqualTo(2);
  }

  @Test
  void aDetectionOfAnotherClassFindsNothingUnlessTheJobLooksAtBoxesOnly() throws Exception {
    bench.trainings.found = List.of(new Detection("circle", new Box(16, 16, 32, 32), 0.9));

    assertThat(bench.run(GateExamples.job(GateExamples.gate()).build()))
        .isInstanceOf(JobOutcome.Rejected.class);
    assertThat(trainedOn(GateExamples.gate().setClassAware(false)))
        .containsExactly("s-drawn", "s-half");
  }

  @Test
  void progressMetersAndModelSayHowManyWereKept() throws Exception {
    TrainingJob job = GateExamples.job(GateExamples.gate()).setAnnounceAt(List.of(3)).build();

    ModelUpdate model = TrainerBench.model(bench.run(job));

    assertThat(bench.progress().get(0).getValues())
        .containsEntry("synthetic_kept", 2.0)
        .containsEntry("synthetic_dropped", 1.0)
        .containsEntry("synthetic_dropped_not_found", 1.0)
        .containsEntry("layout_agreement", 0.5);
    assertThat(model.getMetrics())
        .containsEntry("synthetic_kept", 2.0)
        .containsEntry("synthetic_dropped", 1.0)
        .containsKey("loss");
    assertThat(bench.announcedEarly().get(0).getMetrics()).containsEntry("synthetic_kept", 2.0);
    assertThat(counted("kept")).isEqualTo(2);
    assertThat(counted("not_found")).isEqualTo(1);
    assertThat(bench.meters.get("detdiffusion.trainer.agreement").summary().mean()).isEqualTo(0.5);
  }

  @Test
  void theVerdictOnEachObjectIsInTheRunsFolder() throws Exception {
    bench.run(GateExamples.job(GateExamples.gate()).build());

    Path file = RunFolder.of(directory.resolve("work"), "r").path().resolve("gate.jsonl");
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .element(1)
        .isEqualTo(
            "{\"image\":\"s-half\",\"outcome\":\"KEPT\",\"agreement\":0.5,\"unasked\":0,"
                + "\"objects\":["
                + "{\"className\":\"square\",\"found\":true,\"score\":0.9,\"iou\":1.0},"
                + "{\"className\":\"square\",\"found\":false,\"score\":0.0,\"iou\":0.0}]}");
  }

  @Test
  void theVerdictOnEachObjectIsToldWithTheProgressAlsoWhereNothingIsLeft() throws Exception {
    bench.run(GateExamples.job(GateExamples.gate().setMinAgreement(1)).build());
    bench.trainings.found = List.of();
    bench.run(GateExamples.job(GateExamples.gate()).setId("none-left").build());

    assertThat(bench.progress().get(0).getVerdicts())
        .extracting(ImageVerdict::getImageId, ImageVerdict::getKept, ImageVerdict::getReason)
        .containsExactly(
            tuple("s-drawn", true, ""),
            tuple("s-half", false, "not_found"),
            tuple("s-not", false, "not_found"));
    assertThat(bench.progress().get(0).getVerdicts().get(1).getObjects())
        .containsExactly(new ObjectVerdict(true, 0.9, 1.0), new ObjectVerdict(false, 0.0, 0.0));
    TrainingProgress last = bench.progress().get(bench.progress().size() - 1);
    assertThat(last.getRunId()).isEqualTo("none-left");
    assertThat(last.getVerdicts()).extracting(ImageVerdict::getKept).containsOnly(false);
  }

  @Test
  void manyVerdictsAreToldInSeveralMessages() throws Exception {
    for (int image = 0; image < ProgressReporter.MOST_VERDICTS; image++) {
      GateExamples.add(bench, "s-more-" + image, Examples.square());
    }
    bench.run(GateExamples.job(GateExamples.gate()).build());

    assertThat(bench.progress().subList(0, 3))
        .extracting(told -> told.getVerdicts().size())
        .containsExactly(200, 3, 0);
  }

  @Test
  void withNothingLeftTheJobIsRejectedAndTheDroppedAreCounted() throws Exception {
    bench.trainings.found = List.of();

    JobOutcome outcome = bench.run(GateExamples.job(GateExamples.gate()).build());

    assertThat(outcome)
        .isEqualTo(
            new JobOutcome.Rejected(
                PermanentCode.NOTHING_LEFT,
                "the gate dropped all 3 synthetic images, 3 for objects not found and 0 for things"
                    + " not asked for; loosen it, ask another detector or leave it out"));
    assertThat(counted("not_found")).isEqualTo(3);
    assertThat(bench.trainings.started).isEmpty();
  }

  @Test
  void withoutAGateNoDetectorIsAskedAndNothingIsMeasured() throws Exception {
    TrainingJob job = Examples.job("r", Role.DETECTOR).setSyntheticJobs(List.of("night")).build();

    ModelUpdate model = TrainerBench.model(bench.run(job));

    assertThat(bench.trainings.asked).isEmpty();
    assertThat(bench.trainings.started.get(0).synthetic()).hasSize(3);
    assertThat(model.getMetrics()).doesNotContainKey("synthetic_kept");
  }

  private double counted(String outcome) {
    return bench.meters.get("detdiffusion.trainer.gate").tag("outcome", outcome).counter().count();
  }
}
