package org.detdiffusion.workerkit;

import java.util.List;

/** How a job ended. */
public sealed interface JobOutcome {
  /** Finished: the outputs are written, then the job is taken off the queue. */
  record Done(List<Outgoing> outputs) implements JobOutcome {
    public Done {
      outputs = List.copyOf(outputs);
    }
  }

  /** Will never succeed: to the dead letters at once. */
  record Rejected(PermanentCode code, String reason) implements JobOutcome {}

  /**
   * May succeed later or elsewhere: given back after a pause of 0.4 to 5 seconds that grows with
   * the attempts, to the dead letters after the last one.
   */
  record Retry(TransientCode code, String reason) implements JobOutcome {}
}
