package org.detdiffusion.workbench.bench.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.JobHandler;
import org.detdiffusion.workerkit.JobQueueLoop;
import org.detdiffusion.workerkit.bench.PlainSender;

/** Workers that take one job at a time, and their topics. */
final class Pool implements AutoCloseable {
  private final int workers;
  private final String jobs;
  private final List<JobQueueLoop> loops = new ArrayList<>();
  private final Set<Integer> atWork = ConcurrentHashMap.newKeySet();
  private final Arrivals arrivals;
  private final PlainSender sender;

  Pool(StreamBroker broker, int workers) throws InterruptedException {
    this.workers = workers;
    jobs = broker.topic("pool-jobs");
    String results = broker.topic("results");
    sender = new PlainSender(broker.plain());
    arrivals = new Arrivals(broker.clients(), results);
    for (int worker = 0; worker < workers; worker++) {
      loops.add(EmptyJobs.loop(broker, jobs, 1, work(worker, results)));
    }
    loops.forEach(JobQueueLoop::start);
  }

  private JobHandler work(int worker, String results) {
    JobHandler done = EmptyJobs.each(results);
    return batch -> {
      atWork.add(worker);
      Park.millis(Pools.JOB_MILLIS);
      return done.handle(batch);
    };
  }

  /** Jobs a second once every worker has begun, without the end, when some have no job left. */
  double rate(int count) throws InterruptedException, WorkbenchException {
    warmUp();
    for (int job = 0; job < count; job++) {
      sender.send(jobs, "job-" + job, new byte[EmptyJobs.JOB_BYTES]);
    }
    arrivals.await(count);
    return arrivals.rate(count / 10 + 1, count - count / 10);
  }

  private void warmUp() throws InterruptedException, WorkbenchException {
    int sent = 0;
    while (atWork.size() < workers) {
      for (int i = 0; i < workers; i++, sent++) {
        sender.send(jobs, Arrivals.WARM_UP + sent, new byte[EmptyJobs.JOB_BYTES]);
      }
      arrivals.awaitWarmUps(sent);
    }
  }

  @Override
  public void close() {
    loops.forEach(JobQueueLoop::askToStop);
    loops.forEach(JobQueueLoop::close);
    arrivals.close();
    sender.close();
  }
}
