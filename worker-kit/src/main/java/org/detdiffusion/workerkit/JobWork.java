package org.detdiffusion.workerkit;

import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.detdiffusion.workerkit.JobOutcome.Retry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the handler on a batch and writes what comes out; on the worker's thread. An exception is
 * the job's matter, and so is a job nested too deeply for the stack; any other error, memory that
 * has run out above all, is the worker's: it ends the loop, and the job is offered to others.
 */
record JobWork(
    JobHandler handler,
    JobSettlement settlement,
    LoopMeters meters,
    LoopSpans spans,
    BackOff backOff) {
  private static final Logger LOG = LoggerFactory.getLogger(JobWork.class);
  private static final Traces TRACES = new Traces();

  List<JobVerdict> work(List<HeldJob> batch) throws InterruptedException {
    try (AtWork named = AtWork.on(batch.stream().map(HeldJob::incoming).toList())) {
      return worked(batch);
    }
  }

  private List<JobVerdict> worked(List<HeldJob> batch) throws InterruptedException {
    var verdicts = traced(batch);
    backOff.await(verdicts);
    return verdicts;
  }

  private List<JobVerdict> traced(List<HeldJob> batch) throws InterruptedException {
    try (JobSpans begun = new JobSpans(spans, batch);
        Scope current = begun.context().makeCurrent()) {
      var verdicts = settled(batch);
      begun.settled(verdicts);
      return verdicts;
    }
  }

  private List<JobVerdict> settled(List<HeldJob> batch) throws InterruptedException {
    List<JobVerdict> verdicts = new ArrayList<>(settlement.giveUp(batch));
    var jobs = batch.stream().filter(settlement::mayBeWorkedOn).toList();
    if (!jobs.isEmpty()) {
      var settled = settlement.settle(jobs, handle(jobs));
      handler.written(done(settled));
      verdicts.addAll(settled);
    }
    return verdicts;
  }

  private static List<Incoming> done(List<JobVerdict> settled) {
    return settled.stream()
        .filter(verdict -> verdict.acknowledgement() == AcknowledgeType.ACCEPT)
        .map(verdict -> verdict.job().incoming())
        .toList();
  }

  private List<JobOutcome> handle(List<HeldJob> jobs) throws InterruptedException {
    long began = System.nanoTime();
    try {
      var outcomes = handler.handle(jobs.stream().map(HeldJob::incoming).toList());
      if (outcomes.size() != jobs.size()) {
        throw new IllegalStateException(
            outcomes.size() + " outcomes came for " + jobs.size() + " jobs.");
      }
      return outcomes;
    } catch (RuntimeException | StackOverflowError failed) {
      String reason = Traces.reason(failed);
      LOG.warn("The handler failed on {} jobs: {}", jobs.size(), reason, TRACES.once(failed));
      JobOutcome retry = new Retry(TransientCode.FAILED, "The handler failed: " + failed);
      return jobs.stream().map(job -> retry).toList();
    } finally {
      meters.batch(jobs.size());
      meters.handled(System.nanoTime() - began);
    }
  }
}
