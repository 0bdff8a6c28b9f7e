package org.detdiffusion.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.Tracing;
import org.detdiffusion.workerkit.TransientCode;
import org.detdiffusion.workerkit.WorkSpan;

/**
 * A run in the traces of the augmentation jobs whose images it learns from: one span {@code train}
 * in each. The run's own trace, which these are linked to, is that of its training job.
 */
final class RunSpans implements AutoCloseable {
  private final Tracing tracing;
  private final StreamStore store;
  private final List<WorkSpan> spans = new ArrayList<>();
  private boolean ended;

  RunSpans(Tracing tracing, StreamStore store) {
    this.tracing = tracing;
    this.store = store;
  }

  void begin(TrainingJob job, RunStart start) {
    if (!tracing.isOn()) {
      return;
    }
    Set<String> learnt =
        start.data().synthetic().entries().stream()
            .map(RunImages.Entry::id)
            .collect(Collectors.toSet());
    new TreeSet<>(job.getSyntheticJobs())
        .forEach(augmentation -> begin(job, start.state().step(), augmentation, learnt));
  }

  private void begin(TrainingJob job, int firstStep, String augmentation, Set<String> learnt) {
    MadeImages.OfJob made = store.made(augmentation);
    long images = made.ids().stream().filter(learnt::contains).count();
    if (images > 0 && !made.trace().isEmpty()) {
      var attributes = attributes(job, firstStep, augmentation, images);
      spans.add(tracing.begin("train", made.trace(), attributes));
    }
  }

  private static Map<String, Object> attributes(
      TrainingJob job, int firstStep, String augmentation, long images) {
    return Map.of(
        "detdiffusion.job.id", augmentation,
        "detdiffusion.run.id", job.getId(),
        "detdiffusion.run.name", job.getName(),
        "detdiffusion.run.role", job.getRole().name(),
        "detdiffusion.run.first_step", firstStep,
        "detdiffusion.run.steps", job.getSteps(),
        "detdiffusion.run.images", images);
  }

  /** The run ends so. */
  void end(JobOutcome outcome) {
    ended = true;
    if (outcome instanceof JobOutcome.Rejected rejected) {
      spans.forEach(span -> span.failed(rejected.code(), rejected.reason()));
    } else if (outcome instanceof JobOutcome.Retry retry) {
      spans.forEach(span -> span.failed(retry.code(), retry.reason()));
    }
  }

  @Override
  public void close() {
    if (!ended) {
      spans.forEach(span -> span.failed(TransientCode.FAILED, "The run was cut off."));
    }
    spans.forEach(WorkSpan::close);
  }
}
