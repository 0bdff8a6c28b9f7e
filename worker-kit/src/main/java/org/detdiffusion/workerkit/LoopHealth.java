package org.detdiffusion.workerkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;

/**
 * Health of a process's loops. A loop that has failed or stopped is not alive: the process must be
 * started again. A loop that still connects is alive but not ready.
 */
public final class LoopHealth {
  private final List<Loop> loops;

  /** The loops are asked anew at each check. */
  public LoopHealth(List<? extends Loop> loops) {
    this.loops = List.copyOf(loops);
  }

  public boolean alive() {
    return loops.stream().map(Loop::state).noneMatch(LoopHealth::hasEnded);
  }

  public boolean ready() {
    return loops.stream().allMatch(loop -> loop.state() instanceof LoopState.Running);
  }

  /** What has failed, if anything has: the loop's name and why, as one sentence. */
  public Optional<String> failure() {
    for (Loop loop : loops) {
      if (loop.state() instanceof LoopState.Failed failed) {
        return Optional.of("'" + loop.name() + "' has failed: " + failed.reason());
      }
    }
    return Optional.empty();
  }

  /** For a bean annotated {@code @Liveness}. */
  public HealthCheck liveness() {
    return () -> response("loops alive", alive());
  }

  /** For a bean annotated {@code @Readiness}. */
  public HealthCheck readiness() {
    return () -> response("loops running", ready());
  }

  private HealthCheckResponse response(String name, boolean up) {
    Map<String, Object> states = new TreeMap<>();
    loops.forEach(loop -> states.put(loop.name(), describe(loop.state())));
    return new HealthCheckResponse(name, up ? Status.UP : Status.DOWN, Optional.of(states));
  }

  private static boolean hasEnded(LoopState state) {
    return state instanceof LoopState.Failed || state instanceof LoopState.Stopped;
  }

  private static String describe(LoopState state) {
    return state instanceof LoopState.Failed failed
        ? "Failed: " + failed.reason()
        : state.getClass().getSimpleName();
  }
}
