package org.detdiffusion.workbench.experiment;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Publisher;

/**
 * Walks through the stages: publishes what is not on its topic yet, waits until the topics tell
 * that the goals are reached. All its memory is on the topics, so a stopped walk goes on where it
 * was.
 */
public final class StageWalk {
  private static final long NEWS_MILLIS = 250;
  private static final int PUBLISHED_AT_ONCE = 200;

  private final StreamTables tables;
  private final Publisher publisher;
  private final Progress progress;
  private final BooleanSupplier stopping;
  private final StageTimes times;

  /** What is done when a stage has reached its goals. */
  @FunctionalInterface
  public interface Afterwards {
    void reached(Stage stage) throws WorkbenchException;
  }

  public StageWalk(
      StreamTables tables,
      Publisher publisher,
      Progress progress,
      StageTimes times,
      BooleanSupplier stopping) {
    this.tables = tables;
    this.publisher = publisher;
    this.progress = progress;
    this.times = times;
    this.stopping = stopping;
  }

  /**
   * Runs every stage.
   *
   * @return false when it was stopped before the end
   * @throws WorkbenchException when a worker gave up one of the stages' messages
   */
  public boolean run(List<Stage> stages, Afterwards afterwards)
      throws WorkbenchException, InterruptedException {
    Rejections rejections = new Rejections(tables, stages);
    publish(rejections.toRepeat());
    for (Stage stage : stages) {
      times.begin(stage.title());
      publish(missing(stage));
      boolean reached = isReached(stage, rejections);
      if (reached) {
        afterwards.reached(stage);
      }
      times.end(stage.title());
      if (!reached) {
        return false;
      }
    }
    return true;
  }

  /** Waits for a stage's goals; false when it is stopped first. */
  private boolean isReached(Stage stage, Rejections rejections)
      throws WorkbenchException, InterruptedException {
    while (!stage.isReached(tables)) {
      if (stopping.getAsBoolean()) {
        return false;
      }
      rejections.requireNone();
      progress.offer(stage);
      times.goOn(stage.title());
      tables.awaitNews(NEWS_MILLIS);
    }
    return true;
  }

  private List<Outgoing> missing(Stage stage) {
    return stage.messages().apply(tables).stream()
        .filter(message -> !tables.isPublished(message.topic(), message.key()))
        .toList();
  }

  private void publish(List<Outgoing> missing) throws WorkbenchException, InterruptedException {
    try {
      for (int from = 0; from < missing.size(); from += PUBLISHED_AT_ONCE) {
        int to = Math.min(missing.size(), from + PUBLISHED_AT_ONCE);
        publisher.publish(missing.subList(from, to));
      }
    } catch (PublishException e) {
      throw new WorkbenchException(e.getMessage(), e);
    }
  }
}
