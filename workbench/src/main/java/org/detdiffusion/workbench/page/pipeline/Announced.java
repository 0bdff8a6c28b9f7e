package org.detdiffusion.workbench.page.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.workbench.page.NewestMap;
import org.detdiffusion.workbench.page.images.IndexedImage;

/** The models that were announced, and which images they are to judge. */
public final class Announced {
  private static final int MODELS = 24;

  private final Map<String, PipelineState.Model> models = new NewestMap<>(MODELS);
  private final Set<List<String>> scopes = new HashSet<>();
  private final Set<String> finished = new HashSet<>();

  public synchronized void add(ModelUpdate update) {
    Optional<Double> ap = Optional.ofNullable(update.getMetrics().get("ap"));
    models.put(
        update.getRole() + "/" + update.getName(),
        new PipelineState.Model(
            update.getRole().name(),
            update.getName(),
            update.getStep(),
            update.getSteps(),
            update.getFinished(),
            ap.filter(Double::isFinite)));
    LabelScope labels = update.getLabels();
    if (labels != null) {
      scopes.add(List.of(labels.getDataSet(), labels.getSplit()));
    }
    if (update.getFinished()) {
      finished.add(update.getRunId());
    }
  }

  public synchronized boolean isJudged(IndexedImage image) {
    return scopes.contains(List.of(image.dataSet(), image.split()));
  }

  public synchronized long finishedRuns() {
    return finished.size();
  }

  public synchronized List<PipelineState.Model> models() {
    return List.copyOf(models.values());
  }
}
