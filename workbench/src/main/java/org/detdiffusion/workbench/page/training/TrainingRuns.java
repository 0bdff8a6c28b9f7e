package org.detdiffusion.workbench.page.training;

import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.workbench.page.NewestMap;

/** The newest runs. */
public final class TrainingRuns {
  private static final int RUNS = 60;

  private final Map<String, TrackedRun> runs = new NewestMap<>(RUNS);

  public synchronized void add(TrainingJob job) {
    run(job.getId()).add(job);
  }

  public synchronized void add(TrainingProgress progress) {
    run(progress.getRunId()).add(progress);
  }

  public synchronized void add(ModelUpdate update) {
    if (!update.getRunId().isEmpty()) {
      run(update.getRunId()).add(update);
    }
  }

  private TrackedRun run(String id) {
    return runs.computeIfAbsent(id, TrackedRun::new);
  }

  /** Those of which anything is known but a model, oldest first. */
  public synchronized List<RunState> runs() {
    return runs.values().stream().map(TrackedRun::state).filter(run -> run.steps() > 0).toList();
  }

  /** Of all runs that go on, one after the other. */
  public synchronized double secondsLeft() {
    return runs.values().stream()
        .filter(TrackedRun::isRunning)
        .mapToDouble(TrackedRun::secondsLeft)
        .sum();
  }
}
