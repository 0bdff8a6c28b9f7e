package org.detdiffusion.workerkit;

/** What Kafka's side of a job queue is. */
public enum QueueKind {
  /** A share group where the cluster has them, a consumer group elsewhere. */
  AUTO,

  /** A share group: any number of members on a partition. Kafka 4.2 or newer. */
  SHARE,

  /** A consumer group: at most one member at work on a partition. Any Kafka, and Redpanda. */
  GROUP
}
