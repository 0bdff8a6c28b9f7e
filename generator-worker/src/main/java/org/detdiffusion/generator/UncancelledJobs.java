package org.detdiffusion.generator;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.CancelledJobs;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobHandler;
import org.detdiffusion.workerkit.JobOutcome;

/**
 * Takes layout jobs of cancelled augmentation jobs off the queue without an image, and has the rest
 * made. Asked when a batch begins: what is at work by then is made.
 *
 * @param makes what was not cancelled
 */
record UncancelledJobs(JobHandler makes, CancelledJobs cancelled, GeneratorMetrics metrics)
    implements JobHandler {

  @Override
  public List<JobOutcome> handle(List<Incoming> batch) throws InterruptedException {
    List<Boolean> isWanted = batch.stream().map(this::isWanted).toList();
    List<Incoming> wanted =
        IntStream.range(0, batch.size()).filter(isWanted::get).mapToObj(batch::get).toList();
    Iterator<JobOutcome> made = makes.handle(wanted).iterator();
    return isWanted.stream().map(is -> is ? made.next() : unmade()).toList();
  }

  private JobOutcome unmade() {
    metrics.cancelled();
    return new JobOutcome.Done(List.of());
  }

  /** What can't be read is for {@link #makes} to refuse. */
  private boolean isWanted(Incoming job) {
    try {
      return !cancelled.contains(Wire.decode(LayoutJob.class, job.value()).getJobId());
    } catch (UnreadableMessageException unreadable) {
      return true;
    }
  }

  @Override
  public Object shape(Incoming job) {
    return makes.shape(job);
  }

  @Override
  public void written(List<Incoming> jobs) {
    makes.written(jobs);
  }
}
