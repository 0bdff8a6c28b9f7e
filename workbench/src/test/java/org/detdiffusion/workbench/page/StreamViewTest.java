package org.detdiffusion.workbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.backlog.Backlog;
import org.detdiffusion.workbench.backlog.ImageSeconds;
import org.detdiffusion.workbench.page.jobs.JobState;
import org.detdiffusion.workbench.page.pipeline.PipelineState;
import org.detdiffusion.workbench.page.pipeline.PipelineState.Stage;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.PermanentCode;
import org.junit.jupiter.api.Test;

class StreamViewTest {
  private static final AugmentationJob JOB =
      AugmentationJob.newBuilder().setId("night-1").setDataSet("d").setImages(2).build();

  private final InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1000));
  private final StreamView view = new StreamView(new ImageSeconds(), 100, clock);

  @Test
  void followsAJobFromItsPlanToItsImages() {
    view.accept(record(Topics.AUGMENTATION_JOBS, Wire.encode(JOB)));
    assertThat(stage("plan").waiting()).contains(1L);
    for (String id : new String[] {"night-1-0", "night-1-1"}) {
      view.accept(record(Topics.LAYOUT_JOBS, Wire.encode(PageMessages.job(id, "night-1"))));
    }
    byte[] image = Wire.encode(PageMessages.made("night-1-0", "night-1"));
    view.accept(record(Topics.SYNTHETIC_IMAGES, image));
    view.accept(record(Topics.SYNTHETIC_IMAGES, image));
    JobState job = view.jobs().jobs(60).get(0);
    assertThat(stage("plan").waiting()).contains(0L);
    assertThat(job.planned()).isEqualTo(2);
    assertThat(job.made()).isEqualTo(1);
    assertThat(job.secondsLeft()).contains(1.0);
    assertThat(view.jobs().layout("night-1-1")).contains("");
  }

  @Test
  void aCancelledJobWaitsForNothingUntilThatIsTakenBack() {
    view.accept(record(Topics.AUGMENTATION_JOBS, Wire.encode(JOB)));
    view.accept(cancellation("night-1", Wire.encode(new JobCancellation("night-1"))));
    assertThat(stage("plan").waiting()).contains(0L);
    assertThat(view.jobs().jobs(60).get(0).cancelled()).isTrue();

    view.accept(cancellation("night-1", null));
    assertThat(stage("plan").waiting()).contains(1L);
    assertThat(view.jobs().jobs(60).get(0).cancelled()).isFalse();
  }

  @Test
  void saysWhyAJobWasRefusedUntilItIsAskedAnew() {
    view.accept(record(Topics.AUGMENTATION_JOBS, Wire.encode(JOB)));
    view.accept(letter(record(Topics.AUGMENTATION_JOBS, Wire.encode(JOB))));
    assertThat(view.jobs().jobs(0).get(0).refused()).contains("No such data.");
    assertThat(stage("plan").errors()).isEqualTo(1);
    view.accept(record(Topics.AUGMENTATION_JOBS, Wire.encode(JOB)));
    assertThat(view.jobs().jobs(0).get(0).refused()).isEmpty();
  }

  @Test
  void aLetterWithoutItsValueIsReadByItsKey() {
    view.accept(record(Topics.AUGMENTATION_JOBS, Wire.encode(JOB)));
    for (String id : new String[] {"night-1-00000", "night-1-00001"}) {
      view.accept(record(Topics.LAYOUT_JOBS, Wire.encode(PageMessages.job(id, "night-1"))));
    }
    view.accept(withoutValue(Topics.LAYOUT_JOBS, "night-1-00001"));
    assertThat(view.jobs().jobs(0).get(0).failed()).isEqualTo(1);
    assertThat(view.jobs().layout("night-1-00001")).contains("No such data.");

    view.accept(withoutValue(Topics.AUGMENTATION_JOBS, "night-1"));
    assertThat(view.jobs().jobs(0).get(0).refused()).contains("No such data.");
    view.accept(withoutValue(Topics.LAYOUT_JOBS, null));
  }

  @Test
  void aLetterThatWasBroughtBackIsNoErrorAnyMore() {
    view.accept(letter(record(Topics.LAYOUT_JOBS, new byte[] {1})));
    assertThat(stage("generate").errors()).isEqualTo(1);
    Map<String, String> receipt = Map.of("redriven-offset", "0");
    String letters = Topics.deadLetters(Topics.LAYOUT_JOBS);
    view.accept(PageMessages.record(letters, null, 1, receipt));
    assertThat(stage("generate").errors()).isZero();
  }

  @Test
  void whatLayOnTheTopicsAlreadyHasNoPace() {
    byte[] image = Wire.encode(PageMessages.made("old", ""));
    view.accept(record(Topics.SYNTHETIC_IMAGES, image));
    assertThat(stage("generate").perMinute()).isZero();
    view.counts().goLive();
    view.accept(record(Topics.SYNTHETIC_IMAGES, image));
    assertThat(stage("generate").perMinute()).isEqualTo(1);
    assertThat(stage("generate").done()).isEqualTo(2);
  }

  @Test
  void tellsTheGeneratorsBacklogOnlyWhereItIsKnown() {
    assertThat(stage("generate").waiting()).isEmpty();
    PipelineState known = view.state("", Optional.of(new Backlog(4, 0.5, 0)));
    assertThat(known.stages().get(2).secondsLeft()).contains(2.0);
  }

  private Stage stage(String name) {
    return view.state("", Optional.empty()).stages().stream()
        .filter(stage -> stage.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Incoming cancellation(String key, byte[] value) {
    return new Incoming(Topics.CANCELLED_JOBS, 0, 1, key, value, Map.of(), 1);
  }

  private static Incoming letter(Incoming about) {
    var letter = new DeadLetters("test").of(about, PermanentCode.NO_ATTRIBUTES, "No such data.");
    return PageMessages.record(letter.topic(), letter.value(), 0, letter.headers());
  }

  private static Incoming withoutValue(String topic, String key) {
    var about = new Incoming(topic, 0, 0, key, new byte[] {1}, Map.of(), 1);
    var letter = new DeadLetters("test").of(about, PermanentCode.NO_ATTRIBUTES, "No such data.");
    return new Incoming(letter.topic(), 0, 0, key, null, letter.headers(), 1);
  }

  private static Incoming record(String topic, byte[] value) {
    return PageMessages.record(topic, value, 0, Map.of());
  }
}
