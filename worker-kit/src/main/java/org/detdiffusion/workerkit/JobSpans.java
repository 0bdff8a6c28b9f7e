package org.detdiffusion.workerkit;

import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;

/** The spans of a batch of jobs at work, which begin and end together. */
final class JobSpans implements AutoCloseable {
  private final List<HeldJob> unsettled;
  private final List<HeldJob> batch;

  JobSpans(LoopSpans spans, List<HeldJob> batch) {
    this.batch = batch;
    unsettled = new ArrayList<>(batch);
    batch.forEach(job -> job.begun(spans.begin(job.incoming(), batch.size())));
  }

  /** What a handler does for a job that is alone is in its span. */
  Context context() {
    return batch.size() == 1 ? batch.get(0).span().context() : Context.current();
  }

  void settled(List<JobVerdict> verdicts) {
    verdicts.forEach(verdict -> unsettled.remove(verdict.job()));
  }

  @Override
  public void close() {
    unsettled.forEach(job -> job.span().failed("UNSETTLED", "It was lost or cut off at work."));
    batch.forEach(job -> job.span().close());
  }
}
