package org.detdiffusion.workerkit;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.common.KafkaException;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.detdiffusion.workerkit.JobOutcome.Rejected;
import org.detdiffusion.workerkit.JobOutcome.Retry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns outcomes into written records and acknowledgements. Everything is written before anything
 * is acknowledged, so that a crash repeats work but never loses it.
 */
record JobSettlement(
    Publisher publisher,
    DeadLetters deadLetters,
    int attempts,
    LoopMeters meters,
    BackOff backOff) {
  private static final Logger LOG = LoggerFactory.getLogger(JobSettlement.class);

  /**
   * Whether fewer deliveries than allowed went before; else it keeps taking workers down with it.
   */
  boolean mayBeWorkedOn(HeldJob job) {
    return job.incoming().attempt() <= attempts;
  }

  /** Writes off those of the batch that may not be worked on. */
  List<JobVerdict> giveUp(List<HeldJob> batch) throws InterruptedException {
    var spent = batch.stream().filter(job -> !mayBeWorkedOn(job)).toList();
    String reason = "Delivered " + attempts + " times, and no worker said how it ended.";
    JobOutcome exhausted = new Retry(TransientCode.ATTEMPTS_EXHAUSTED, reason);
    return settle(spent, spent.stream().map(job -> exhausted).toList());
  }

  /** Writes the outputs and dead letters; jobs lost meanwhile are left out. */
  List<JobVerdict> settle(List<HeldJob> jobs, List<JobOutcome> outcomes)
      throws InterruptedException {
    List<JobVerdict> verdicts = new ArrayList<>();
    List<Outgoing> records = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      var job = jobs.get(i);
      if (!job.isLost()) {
        verdicts.add(settle(job, outcomes.get(i), records));
      }
    }
    return written(records) ? verdicts : released(verdicts);
  }

  private JobVerdict settle(HeldJob job, JobOutcome outcome, List<Outgoing> records) {
    if (outcome instanceof Done done) {
      return done(job, done, records);
    }
    if (outcome instanceof Rejected rejected) {
      return reject(job, rejected.code(), rejected.reason(), records);
    }
    var retry = (Retry) outcome;
    if (job.incoming().attempt() >= attempts) {
      return reject(job, retry.code(), retry.reason(), records);
    }
    meters.count(Meters.RETRIED);
    return new JobVerdict(job, AcknowledgeType.RELEASE);
  }

  private JobVerdict done(HeldJob job, Done done, List<Outgoing> records) {
    try {
      records.addAll(Outputs.checked(done.outputs()));
      meters.count(Meters.DONE);
      return new JobVerdict(job, AcknowledgeType.ACCEPT);
    } catch (RejectedException tooLarge) {
      return reject(job, tooLarge.code(), tooLarge.getMessage(), records);
    }
  }

  private JobVerdict reject(HeldJob job, ErrorCode code, String reason, List<Outgoing> records) {
    records.add(deadLetters.of(job.incoming(), code, reason));
    meters.count(Meters.REJECTED);
    meters.count(Meters.DEAD_LETTERS);
    return new JobVerdict(job, AcknowledgeType.REJECT);
  }

  /**
   * While brokers can't write, the jobs are kept: given back, they would use up their deliveries,
   * and Kafka would drop them without a dead letter, which can't be written either.
   */
  private boolean written(List<Outgoing> records) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        publisher.publish(records);
        return true;
      } catch (PublishException refused) {
        KafkaFailure failure = KafkaFailure.of(refused);
        if (failure.isFinal()) {
          throw new KafkaException(failure.reason(), refused);
        }
        LOG.warn("{} records can't be written: {}", records.size(), failure.reason());
        if (!failure.mayPass()) {
          return false;
        }
        backOff.await(attempt);
      }
    }
  }

  private static List<JobVerdict> released(List<JobVerdict> verdicts) {
    return verdicts.stream()
        .map(verdict -> new JobVerdict(verdict.job(), AcknowledgeType.RELEASE))
        .toList();
  }
}
