package org.detdiffusion.workbench.bench.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobHandler;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.JobQueueLoop;
import org.detdiffusion.workerkit.JobQueueOptions;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.bench.PlainLoop;

/** Jobs that cost nothing, as fast as one worker takes them; each has one small result. */
record EmptyJobs(StreamBroker broker, StreamSizes sizes) implements Subject {
  static final int BATCH = 100;
  static final int JOB_BYTES = 300;

  private static final int RESULT_BYTES = 100;
  private static final double WANTED = 2000;
  private static final String OURS = "JobQueueLoop";
  private static final String PLAIN = "KafkaShareConsumer alone";

  @Override
  public String title() {
    return "Jobs without work, one worker, batches of " + BATCH;
  }

  @Override
  public String unit() {
    return "jobs a second";
  }

  @Override
  public Map<String, Double> round() throws InterruptedException, WorkbenchException {
    Map<String, Double> round = new LinkedHashMap<>();
    String jobs = broker.topic("jobs");
    round.put("producer alone", broker.plain().produce(jobs, sizes.jobs(), JOB_BYTES));
    round.put("consumer alone", broker.plain().consume(jobs, sizes.jobs()));
    round.put(PLAIN, plain(jobs));
    String others = broker.topic("jobs");
    double unused = broker.plain().produce(others, sizes.jobs(), JOB_BYTES);
    round.put(OURS, ours(others));
    return round;
  }

  private double ours(String jobs) throws InterruptedException, WorkbenchException {
    String results = broker.topic("results");
    try (var arrivals = new Arrivals(broker.clients(), results);
        var loop = loop(broker, jobs, BATCH, each(results))) {
      loop.start();
      return rate(arrivals);
    }
  }

  private double plain(String jobs) throws InterruptedException, WorkbenchException {
    String results = broker.topic("results");
    try (var arrivals = new Arrivals(broker.clients(), results);
        var loop =
            PlainLoop.queue(broker.plain(), jobs, BATCH, job -> List.of(result(results, job)))) {
      return rate(arrivals);
    }
  }

  private double rate(Arrivals arrivals) throws InterruptedException, WorkbenchException {
    return arrivals.rate(sizes.jobs() / 5, sizes.jobs());
  }

  /** A member of the topic's share group. */
  static JobQueueLoop loop(StreamBroker broker, String jobs, int batch, JobHandler handler) {
    var options = JobQueueOptions.batchesOf(batch);
    return new JobQueueLoop("bench-jobs", broker.clients(), jobs, jobs, options, handler);
  }

  static JobHandler each(String results) {
    return batch ->
        batch.stream()
            .<JobOutcome>map(job -> new JobOutcome.Done(List.of(result(results, job))))
            .toList();
  }

  static Outgoing result(String results, Incoming job) {
    return new Outgoing(results, job.key(), new byte[RESULT_BYTES]);
  }

  @Override
  public List<Promise> promises(Figures figures) {
    double measured = figures.get(OURS).median();
    return List.of(
        new Promise("Jobs without work, one worker", measured, WANTED, "jobs a second", false));
  }
}
