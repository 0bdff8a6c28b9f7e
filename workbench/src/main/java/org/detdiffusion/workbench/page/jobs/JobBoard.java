package org.detdiffusion.workbench.page.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.workbench.page.NewestMap;
import org.detdiffusion.workerkit.CancelledJobs;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;

/**
 * The newest jobs and layouts, bounded however many there were, and the ids of all cancelled jobs.
 */
public final class JobBoard {
  private static final int JOBS = 200;
  private static final int LAYOUTS = 20_000;

  private final Map<String, TrackedJob> jobs = new NewestMap<>(JOBS);

  /** Beside the jobs, so that those cancelled long ago push none of them off the board. */
  private final CancelledJobs cancelled = new CancelledJobs();

  /** Why layouts came to nothing; an empty text for those that did not. */
  private final Map<String, String> layouts = new NewestMap<>(LAYOUTS);

  public synchronized void add(AugmentationJob job) {
    job(job.getId()).ask(job);
  }

  public synchronized void add(LayoutJob layout) {
    layouts.put(layout.getId(), "");
    if (!layout.getJobId().isEmpty()) {
      job(layout.getJobId()).plan(layout.getId());
    }
  }

  public synchronized void add(SyntheticImage image) {
    if (!image.getJobId().isEmpty()) {
      job(image.getJobId()).make(image.getId());
    }
  }

  /** What a record of {@code cancelled-jobs} says, which may take a cancellation back. */
  public void cancel(Incoming record) {
    cancelled.accept(record);
  }

  /** A job that nothing shall be made of any more, before its topic tells so. */
  public void cancel(String job) {
    cancelled.add(job);
  }

  private void refuse(String job, String reason) {
    job(job).refuse(reason);
  }

  private void fail(String job, String layout, String reason) {
    layouts.put(layout, reason);
    if (!job.isEmpty()) {
      job(job).fail(layout);
    }
  }

  /** What a dead letter says of a job or a layout; those of other topics say nothing. */
  public synchronized void giveUp(Incoming letter) throws UnreadableMessageException {
    String reason = letter.headers().getOrDefault(DeadLetters.ERROR_REASON, "");
    Optional<LetterSubject> subject = LetterSubject.of(letter);
    subject.ifPresent(
        about ->
            about
                .layout()
                .ifPresentOrElse(
                    layout -> fail(about.job(), layout, reason),
                    () -> refuse(about.job(), reason)));
  }

  /**
   * Whether a record tells what becomes of a job: without a value only those do that take a
   * cancellation back, and dead letters that lack it for its size.
   */
  public static boolean isTelling(Incoming record) {
    return record.value() != null
        || record.topic().equals(Topics.CANCELLED_JOBS)
        || Topics.isDeadLetters(record.topic());
  }

  public boolean isCancelled(String job) {
    return cancelled.contains(job);
  }

  private TrackedJob job(String id) {
    return jobs.computeIfAbsent(id, TrackedJob::new);
  }

  /**
   * Newest first.
   *
   * @param perMinute images made of any job
   */
  public synchronized List<JobState> jobs(double perMinute) {
    List<JobState> states = new ArrayList<>();
    jobs.values().stream()
        .filter(TrackedJob::isAsked)
        .forEach(job -> states.add(job.state(perMinute, isCancelled(job.id()))));
    Collections.reverse(states);
    return states;
  }

  public synchronized long waiting() {
    return jobs.values().stream()
        .filter(job -> job.isWaitingForItsPlan() && !isCancelled(job.id()))
        .count();
  }

  /** Why a layout came to nothing, or an empty text; empty where there is no such layout. */
  public synchronized Optional<String> layout(String id) {
    return Optional.ofNullable(layouts.get(id));
  }
}
