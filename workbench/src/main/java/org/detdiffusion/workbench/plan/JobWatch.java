package org.detdiffusion.workbench.plan;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LayoutIds;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.workbench.page.jobs.JobBoard;
import org.detdiffusion.workbench.page.jobs.JobState;
import org.detdiffusion.workbench.process.Pace;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.LoopState;
import org.detdiffusion.workerkit.TopicTail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what comes of one job that is about to be published. */
final class JobWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
  private static final List<String> TOPICS =
      List.of(
          Topics.CANCELLED_JOBS,
          Topics.LAYOUT_JOBS,
          Topics.SYNTHETIC_IMAGES,
          Topics.deadLetters(Topics.AUGMENTATION_JOBS),
          Topics.deadLetters(Topics.LAYOUT_JOBS));

  private final JobBoard board = new JobBoard();
  private final Semaphore news = new Semaphore(0);
  private final String id;
  private final TopicTail tail;

  private JobWatch(KafkaClients clients, AugmentationJob job) {
    id = job.getId();
    board.add(job);
    tail = new TopicTail("job " + id, clients, TOPICS, this::accept);
  }

  /** Sees all that is written from now on, and nothing from before. */
  static JobWatch start(KafkaClients clients, AugmentationJob job) throws InterruptedException {
    JobWatch watch = new JobWatch(clients, job);
    watch.tail.startAtEnd();
    return watch;
  }

  private void accept(Incoming record) {
    try {
      if (isAboutTheJob(record.key()) && JobBoard.isTelling(record)) {
        read(record);
      }
    } catch (UnreadableMessageException e) {
      LOG.debug("left out a message of {}: {}", record.topic(), e.getMessage());
    }
    news.release();
  }

  /** On a busy cluster the others would push this one off the board. */
  private boolean isAboutTheJob(String key) {
    return key != null && (key.equals(id) || LayoutIds.job(key).filter(id::equals).isPresent());
  }

  private void read(Incoming record) throws UnreadableMessageException {
    switch (record.topic()) {
      case Topics.CANCELLED_JOBS -> board.cancel(record);
      case Topics.LAYOUT_JOBS -> board.add(Wire.decode(LayoutJob.class, record.value()));
      case Topics.SYNTHETIC_IMAGES -> board.add(Wire.decode(SyntheticImage.class, record.value()));
      default -> board.giveUp(record);
    }
  }

  /**
   * Returns when all images are made.
   *
   * @throws WorkbenchException in one sentence when the job or some of its layouts come to nothing
   */
  JobState await(ConversionProgress line) throws InterruptedException, WorkbenchException {
    Pace pace = new Pace("making", line, System::nanoTime);
    JobState now = state();
    while (now.made() + now.failed() < now.images()) {
      boolean unused = news.tryAcquire(1, TimeUnit.SECONDS);
      requireTail();
      now = state();
      requireUnderWay(now);
      pace.at(now.made() + now.failed(), now.images());
    }
    if (now.failed() > 0) {
      throw new WorkbenchException(
          "%,d of %,d images of job '%s' were not made: 'detdiffusion dead-letters list --topic layout-jobs' says why."
              .formatted(now.failed(), now.images(), id));
    }
    return now;
  }

  private void requireUnderWay(JobState now) throws WorkbenchException {
    if (now.refused().isPresent()) {
      throw new WorkbenchException(
          "Job '%s' can't be planned: %s".formatted(id, now.refused().get()));
    }
    if (now.cancelled()) {
      throw new WorkbenchException(
          "Job '%s' was cancelled; %,d of %,d images are made."
              .formatted(id, now.made(), now.images()));
    }
  }

  private void requireTail() throws WorkbenchException {
    if (tail.state() instanceof LoopState.Failed failed) {
      throw new WorkbenchException(failed.reason());
    }
  }

  private JobState state() {
    return board.jobs(0).stream().filter(job -> job.id().equals(id)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    tail.close();
  }
}
