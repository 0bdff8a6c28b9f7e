package org.detdiffusion.workbench.bench.labelling;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.stream.LongStream;
import org.detdiffusion.workbench.bench.ProcessTime;

/**
 * A moment, or the time between two, in seconds.
 *
 * @param wall on the clock
 * @param loop CPU time of the threads that are called after the loop: its own and those of its
 *     Kafka clients
 * @param process CPU time of the process: broker, garbage collector and compiler too
 */
record CpuTimes(double wall, double loop, double process) {
  private static final double NANOSECONDS = 1e9;

  /** Now, of the living threads with the loop's name in theirs. */
  static CpuTimes now(String loopName) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double loop =
        LongStream.of(threads.getAllThreadIds())
            .filter(id -> isOf(loopName, threads, id))
            .map(threads::getThreadCpuTime)
            .sum();
    return new CpuTimes(System.nanoTime() / NANOSECONDS, loop / NANOSECONDS, ProcessTime.seconds());
  }

  private static boolean isOf(String loopName, ThreadMXBean threads, long id) {
    var thread = threads.getThreadInfo(id);
    return thread != null && thread.getThreadName().contains(loopName);
  }

  CpuTimes since(CpuTimes before) {
    return new CpuTimes(wall - before.wall, loop - before.loop, process - before.process);
  }
}
