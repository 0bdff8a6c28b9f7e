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
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.page.NewestMap;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;

/** The newest jobs and layouts, bounded however many there were. */
public final class JobBoard {
  private static final int JOBS = 200;
  private static final int LAYOUTS = 20_000;

  private final Map<String, TrackedJob> jobs = new NewestMap<>(JOBS);

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

  /**
   * A job that nothing shall be made of any more, or again.
   *
   * @param is false where a cancellation was taken back
   */
  public synchronized void cancel(String job, boolean is) {
    job(job).cancel(is);
  }

  private void refuse(String job, String reason) {
    job(job).refuse(reason);
  }

  private void fail(LayoutJob layout, String reason) {
    layouts.put(layout.getId(), reason);
    if (!layout.getJobId().isEmpty()) {
      job(layout.getJobId()).fail(layout.getId());
    }
  }

  /** What a dead letter says of a job or a layout; those of other topics say nothing. */
  public synchronized void giveUp(Incoming letter) throws UnreadableMessageException {
    String origin = letter.headers().getOrDefault(DeadLetters.ORIGIN_TOPIC, "");
    String reason = letter.headers().getOrDefault(DeadLetters.ERROR_REASON, "");
    if (origin.equals(Topics.AUGMENTATION_JOBS)) {
      refuse(Wire.decode(AugmentationJob.class, letter.value()).getId(), reason);
    } else if (origin.equals(Topics.LAYOUT_JOBS)) {
      fail(Wire.decode(LayoutJob.class, letter.value()), reason);
    }
  }

  public synchronized boolean isCancelled(String job) {
    return jobs.containsKey(job) && jobs.get(job).isCancelled();
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
        .forEach(job -> states.add(job.state(perMinute)));
    Collections.reverse(states);
    return states;
  }

  public synchronized long waiting() {
    return jobs.values().stream().filter(TrackedJob::isWaitingForItsPlan).count();
  }

  /** Why a layout came to nothing, or an empty text; empty where there is no such layout. */
  public synchronized Optional<String> layout(String id) {
    return Optional.ofNullable(layouts.get(id));
  }
}
