package org.detdiffusion.workbench.page;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.backlog.Backlog;
import org.detdiffusion.workbench.backlog.ImageSeconds;
import org.detdiffusion.workbench.page.images.ImageIndex;
import org.detdiffusion.workbench.page.jobs.JobBoard;
import org.detdiffusion.workbench.page.pipeline.Announced;
import org.detdiffusion.workbench.page.pipeline.PipelineState;
import org.detdiffusion.workbench.page.pipeline.PipelineState.Stage;
import org.detdiffusion.workbench.page.pipeline.TopicCounts;
import org.detdiffusion.workbench.page.training.DifficultyShares;
import org.detdiffusion.workbench.page.training.TrainingRuns;
import org.detdiffusion.workerkit.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the page knows of the stream, kept bounded however long the topics grow. */
record StreamView(
    ImageSeconds seconds,
    ImageIndex images,
    JobBoard jobs,
    TrainingRuns runs,
    DifficultyShares shares,
    Announced announced,
    TopicCounts counts) {
  private static final Logger LOG = LoggerFactory.getLogger(StreamView.class);

  /**
   * An empty view.
   *
   * @param seconds is told how long images took
   * @param mostImages to keep the metadata of
   */
  StreamView(ImageSeconds seconds, int mostImages, InstantSource clock) {
    this(
        seconds,
        new ImageIndex(mostImages),
        new JobBoard(),
        new TrainingRuns(),
        new DifficultyShares(),
        new Announced(),
        new TopicCounts(clock));
  }

  /** Counted last: who sees a number grow finds what it is about. */
  void accept(Incoming record) {
    try {
      if (JobBoard.isTelling(record)) {
        read(record, record.value());
      }
    } catch (UnreadableMessageException e) {
      LOG.debug("left out a message of {}: {}", record.topic(), e.getMessage());
    }
    counts.add(record);
  }

  private void read(Incoming record, byte[] value) throws UnreadableMessageException {
    switch (record.topic()) {
      case Topics.ANNOTATED_IMAGES ->
          images.add(record, Wire.decode(AnnotatedImageMessage.class, value));
      case Topics.ATTRIBUTE_RECORDS -> judge(Wire.decode(AttributeRecord.class, value));
      case Topics.AUGMENTATION_JOBS -> jobs.add(Wire.decode(AugmentationJob.class, value));
      case Topics.CANCELLED_JOBS -> jobs.cancel(record);
      case Topics.LAYOUT_JOBS -> jobs.add(Wire.decode(LayoutJob.class, value));
      case Topics.SYNTHETIC_IMAGES -> show(record, Wire.decode(SyntheticImage.class, value));
      case Topics.TRAINING_JOBS -> runs.add(Wire.decode(TrainingJob.class, value));
      case Topics.TRAINING_PROGRESS -> train(Wire.decode(TrainingProgress.class, value));
      case Topics.MODEL_UPDATES -> announce(Wire.decode(ModelUpdate.class, value));
      default -> jobs.giveUp(record);
    }
  }

  private void judge(AttributeRecord verdict) {
    images.add(verdict);
    shares.add(verdict);
  }

  private void show(Incoming record, SyntheticImage image) {
    seconds.add(image.getMillis());
    images.add(record, image);
    jobs.add(image);
  }

  private void train(TrainingProgress progress) {
    runs.add(progress);
    images.add(progress);
  }

  private void announce(ModelUpdate update) {
    runs.add(update);
    announced.add(update);
  }

  PipelineState state(String servers, Optional<Backlog> backlog) {
    return new PipelineState(
        servers,
        List.of(label(), plan(), generate(backlog), train()),
        Topics.ALL.stream().map(this::topic).toList(),
        announced.models(),
        changes());
  }

  private Stage label() {
    long waiting = images.unjudged(announced::isJudged);
    return stage(
        "label",
        Topics.ANNOTATED_IMAGES,
        Topics.ATTRIBUTE_RECORDS,
        Optional.of(waiting),
        Optional.empty());
  }

  private Stage plan() {
    return stage(
        "plan",
        Topics.AUGMENTATION_JOBS,
        Topics.LAYOUT_JOBS,
        Optional.of(jobs.waiting()),
        Optional.empty());
  }

  private Stage generate(Optional<Backlog> backlog) {
    return stage(
        "generate",
        Topics.LAYOUT_JOBS,
        Topics.SYNTHETIC_IMAGES,
        backlog.map(Backlog::jobs),
        backlog.map(Backlog::gpuSeconds));
  }

  private Stage train() {
    long errors = counts.deadLetters(Topics.TRAINING_JOBS);
    long asked = counts.messages(Topics.TRAINING_JOBS);
    long waiting = Math.max(0, asked - announced.finishedRuns() - errors);
    return new Stage(
        "train",
        Optional.of(waiting),
        announced.finishedRuns(),
        counts.perMinute(Topics.MODEL_UPDATES),
        errors,
        Optional.of(waiting == 0 ? 0 : runs.secondsLeft()));
  }

  private Stage stage(
      String name, String from, String to, Optional<Long> waiting, Optional<Double> secondsLeft) {
    return new Stage(
        name,
        waiting,
        counts.messages(to),
        counts.perMinute(to),
        counts.deadLetters(from),
        secondsLeft);
  }

  private PipelineState.TopicCount topic(String name) {
    return new PipelineState.TopicCount(
        name, counts.messages(name), counts.perMinute(name), counts.deadLetters(name));
  }

  private PipelineState.Changes changes() {
    return new PipelineState.Changes(
        sum(Topics.ANNOTATED_IMAGES, Topics.SYNTHETIC_IMAGES, Topics.ATTRIBUTE_RECORDS)
            + images.gateVerdicts(),
        sum(Topics.AUGMENTATION_JOBS, Topics.LAYOUT_JOBS, Topics.SYNTHETIC_IMAGES)
            + counts.messages(Topics.CANCELLED_JOBS)
            + counts.deadLetters(Topics.AUGMENTATION_JOBS)
            + counts.deadLetters(Topics.LAYOUT_JOBS),
        sum(Topics.TRAINING_JOBS, Topics.TRAINING_PROGRESS, Topics.MODEL_UPDATES),
        Topics.ALL.stream().mapToLong(counts::deadLetters).sum());
  }

  private long sum(String... topics) {
    return List.of(topics).stream().mapToLong(counts::messages).sum();
  }
}
