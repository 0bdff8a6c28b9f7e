package org.detdiffusion.workbench.bench.stream;

import java.util.List;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobHandler;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.detdiffusion.workerkit.Outgoing;

/** A worker's own handler, whose outputs go to one topic, so that each run has its own. */
record Redirected(JobHandler handler, String topic) implements JobHandler {

  @Override
  public List<JobOutcome> handle(List<Incoming> batch) throws InterruptedException {
    return handler.handle(batch).stream().map(this::redirected).toList();
  }

  private JobOutcome redirected(JobOutcome outcome) {
    return outcome instanceof Done done
        ? new Done(done.outputs().stream().map(out -> to(topic, out)).toList())
        : outcome;
  }

  static Outgoing to(String topic, Outgoing output) {
    return new Outgoing(topic, output.key(), output.value(), output.headers());
  }

  @Override
  public Object shape(Incoming job) {
    return handler.shape(job);
  }
}
