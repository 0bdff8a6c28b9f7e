package org.detdiffusion.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Worker processes of one kind; remembers the dead ones, for what they had written. */
final class Pool implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(40);

  private final Cluster cluster;
  private final String name;
  private final Kind kind;
  private final List<WorkerProcess> all = new ArrayList<>();

  /**
   * @param name of the case
   */
  Pool(Cluster cluster, String name, Kind kind) {
    this.cluster = cluster;
    this.name = name;
    this.kind = kind;
  }

  WorkerProcess start(Map<String, String> more) throws IOException {
    Map<String, String> settings = new HashMap<>(cluster.workerSettings());
    settings.putAll(more);
    Path directory = cluster.directory().resolve(name);
    var worker = WorkerProcess.start(directory, "worker-" + all.size(), kind, settings);
    all.add(worker);
    return worker;
  }

  Pool start(int count, Map<String, String> more) throws IOException {
    for (int i = 0; i < count; i++) {
      start(more);
    }
    return this;
  }

  /** Waits until every process that lives has its loops running. */
  Pool awaitReady() throws Exception {
    Await.until(name + " is ready", START, () -> allReady());
    return this;
  }

  private boolean allReady() throws IOException {
    return ready() == living().size();
  }

  /** How many of those that live have their loops running. */
  int ready() throws IOException {
    int ready = 0;
    for (WorkerProcess worker : living()) {
      ready += worker.isReady() ? 1 : 0;
    }
    return ready;
  }

  List<WorkerProcess> living() {
    return all.stream().filter(WorkerProcess::isAlive).toList();
  }

  List<WorkerProcess> all() {
    return all;
  }

  /** Kills one with SIGKILL and waits for its end. */
  void killOne(Random random) throws InterruptedException {
    var living = living();
    var victim = living.get(random.nextInt(living.size()));
    victim.send(Signal.KILL);
    int unused = victim.awaitExit(GRACE);
  }

  /** How often work on each job began, in all processes that ever were. */
  Map<Long, Integer> runs() throws IOException {
    Map<Long, Integer> runs = new HashMap<>();
    for (WorkerProcess worker : all) {
      for (String[] batch : worker.lines(Journal.BEGIN)) {
        for (String index : batch) {
          runs.merge(Long.parseLong(index), 1, Integer::sum);
        }
      }
    }
    return runs;
  }

  /** Sends SIGTERM to those that live; their exit codes. */
  List<Integer> terminate() throws InterruptedException {
    var living = living();
    living.forEach(worker -> worker.send(Signal.TERM));
    List<Integer> codes = new ArrayList<>();
    for (WorkerProcess worker : living) {
      codes.add(worker.awaitExit(GRACE));
    }
    return codes;
  }

  @Override
  public void close() throws InterruptedException {
    for (WorkerProcess worker : living()) {
      worker.send(Signal.KILL);
      int unused = worker.awaitExit(GRACE);
    }
  }
}
