package org.detdiffusion.workerkit;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
    return !job.isSpent(attempts);
  }

  /** Writes off those of the batch that may not be worked on. */
  List<JobVerdict> giveUp(List<HeldJob> batch) throws InterruptedException {
    var spent = batch.stream().filter(job -> !mayBeWorkedOn(job)).toList();
    String reason = "Delivered " + attempts + " times; the last worker did not bring it to an end.";
    JobOutcome exhausted = new Retry(TransientCode.ATTEMPTS_EXHAUSTED, reason);
    return settle(spent, spent.stream().map(job -> exhausted).toList());
  }

  /** Writes the outputs and dead letters; jobs lost meanwhile are left out. */
  List<JobVerdict> settle(List<HeldJob> jobs, List<JobOutcome> outcomes)
      throws InterruptedException {
    List<SettledJob> settled = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      var job = jobs.get(i);
      if (!job.isLost()) {
        settled.add(settle(job, outcomes.get(i)));
      }
    }
    var written = written(settled);
    written.forEach(this::count);
    return written.stream().map(SettledJob::verdict).toList();
  }

  private SettledJob settle(HeldJob job, JobOutcome outcome) {
    if (outcome instanceof Done done) {
      return done(job, done);
    }
    if (outcome instanceof Rejected rejected) {
      return rejected(job, rejected.code(), rejected.reason());
    }
    var retry = (Retry) outcome;
    if (job.incoming().attempt() >= attempts) {
      return rejected(job, retry.code(), retry.reason());
    }
    job.span().failed(retry.code(), retry.reason());
    return new SettledJob(job, AcknowledgeType.RELEASE, List.of());
  }

  private SettledJob done(HeldJob job, Done done) {
    try {
      var outputs = job.span().carried(job.incoming(), done.outputs());
      return new SettledJob(job, AcknowledgeType.ACCEPT, Outputs.checked(outputs));
    } catch (RejectedException tooLarge) {
      return rejected(job, tooLarge.code(), tooLarge.getMessage());
    }
  }

  private SettledJob rejected(HeldJob job, ErrorCode code, String reason) {
    job.span().failed(code, reason);
    var letter = deadLetters.of(job.incoming(), code, reason);
    return new SettledJob(job, AcknowledgeType.REJECT, List.of(letter));
  }

  /**
   * All at once; then, job by job, what was refused: it may have been beside what is too large.
   * Nothing that the brokers have is written again.
   */
  private List<SettledJob> written(List<SettledJob> jobs) throws InterruptedException {
    var refused = refused(jobs.stream().flatMap(job -> job.records().stream()).toList());
    List<SettledJob> written = new ArrayList<>();
    for (var job : jobs) {
      written.add(written(job, job.records().stream().filter(refused::containsKey).toList()));
    }
    return written;
  }

  private SettledJob written(SettledJob job, List<Outgoing> left) throws InterruptedException {
    var refused = refused(left);
    if (refused.isEmpty()) {
      return job;
    }
    var instead = refused(job, refused.values().iterator().next());
    return written(instead, instead.records());
  }

  /** What is written instead. Given back again and again, Kafka would drop it without a letter. */
  private SettledJob refused(SettledJob job, KafkaFailure why) {
    if (job.end() == AcknowledgeType.REJECT) {
      var smaller = DeadLetters.withoutMessage(job.records().get(0));
      return new SettledJob(job.job(), AcknowledgeType.REJECT, List.of(smaller));
    }
    if (why.isTooLarge()) {
      String topic = job.records().get(0).topic();
      return rejected(job.job(), PermanentCode.OUTPUT_TOO_LARGE, Outputs.refused(topic));
    }
    return settle(job.job(), new Retry(TransientCode.NOT_PUBLISHED, why.reason()));
  }

  /**
   * While brokers can't write, the jobs are kept: given back, they would use up their deliveries,
   * and Kafka would drop them without a dead letter, which can't be written either.
   *
   * @return the records that will never be taken, each with the reason; the others are written
   */
  private Map<Outgoing, KafkaFailure> refused(List<Outgoing> records) throws InterruptedException {
    Map<Outgoing, KafkaFailure> never = new IdentityHashMap<>();
    var left = records;
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      Map<Outgoing, KafkaFailure> failures = new IdentityHashMap<>();
      publisher.refused(left).forEach((record, why) -> failures.put(record, failure(why)));
      failures.forEach((record, failure) -> note(record, failure, never));
      left = left.stream().filter(r -> failures.containsKey(r) && !never.containsKey(r)).toList();
      if (!left.isEmpty()) {
        LOG.warn("{} records can't be written yet", left.size());
        backOff.await(attempt);
      }
    }
    return never;
  }

  private static KafkaFailure failure(Throwable why) {
    KafkaFailure failure = KafkaFailure.of(why);
    if (failure.isFinal()) {
      throw new KafkaException(failure.reason(), why);
    }
    return failure;
  }

  private static void note(
      Outgoing record, KafkaFailure failure, Map<Outgoing, KafkaFailure> never) {
    LOG.warn("A record of {} can't be written: {}", record.topic(), failure.reason());
    if (!failure.mayPass()) {
      never.put(record, failure);
    }
  }

  private void count(SettledJob job) {
    switch (job.end()) {
      case ACCEPT -> meters.count(Meters.DONE);
      case REJECT -> {
        meters.count(Meters.REJECTED);
        meters.count(Meters.DEAD_LETTERS);
      }
      default -> meters.count(Meters.RETRIED);
    }
  }
}
