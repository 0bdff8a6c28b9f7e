package org.detdiffusion.workbench.process;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.detdiffusion.workerkit.JobQueueOptions;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.LoopHealth;
import org.detdiffusion.workerkit.LoopOwner;

/** What has broken in this process for good: its disk, its broker, or the loop of a worker. */
@ApplicationScoped
public class ProcessFaults {
  /** Training runs write a checkpoint when they are stopped: longer than their queue waits. */
  private static final Duration GRACE = JobQueueOptions.batchesOf(1).patience().plusSeconds(5);

  @Inject @Any Instance<LoopOwner> owners;

  private volatile boolean stopping;

  /**
   * Tells the first fault on the terminal and ends the process then, which may take 40 seconds.
   *
   * @param own further loops to look after
   * @param end asks the process to end
   */
  public FaultWatch watch(List<Loop> own, Runnable end) {
    return FaultWatch.start(
        first(own),
        Terminal::complain,
        () -> {
          FaultWatch.haltAfter(GRACE);
          end.run();
        });
  }

  private Supplier<Optional<String>> first(List<Loop> own) {
    return () -> AllInOne.fault().or(() -> failedLoop(own));
  }

  /** Calls once every loop of this process reads records, unless it is closed before. */
  public ReadyWatch whenEveryLoopRuns(Runnable tell) {
    return ReadyWatch.start(() -> !stopping && health(List.of()).ready(), tell);
  }

  /** From here on the loops are closed, and then those who own them are gone. */
  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  private Optional<String> failedLoop(List<Loop> own) {
    return stopping ? Optional.empty() : failure(own);
  }

  private Optional<String> failure(List<Loop> own) {
    return health(own).failure().map(failure -> "The loop " + failure);
  }

  private LoopHealth health(List<Loop> own) {
    List<Loop> loops = new ArrayList<>(own);
    owners.forEach(owner -> loops.addAll(owner.loops()));
    return new LoopHealth(loops);
  }
}
