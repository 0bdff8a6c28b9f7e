package org.detdiffusion.workerkit;

import org.apache.kafka.clients.consumer.AcknowledgeType;

/** How a job is to be acknowledged, its outputs being written. */
record JobVerdict(HeldJob job, AcknowledgeType acknowledgement) {

  /** Whether the job is off the queue with this. */
  boolean isFinal() {
    return acknowledgement != AcknowledgeType.RELEASE;
  }
}
