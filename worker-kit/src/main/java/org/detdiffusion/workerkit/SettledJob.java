package org.detdiffusion.workerkit;

import java.util.List;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/**
 * How a job ends, and what is written before it does.
 *
 * @param records outputs of an accepted job, the dead letter of a rejected one, else none
 */
record SettledJob(HeldJob job, AcknowledgeType end, List<Outgoing> records) {

  JobVerdict verdict() {
    return new JobVerdict(job, end);
  }
}
