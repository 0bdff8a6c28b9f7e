package org.detdiffusion.workbench.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Publisher;

/**
 * Walks through the stages: publishes what is not on its topic yet, waits until the topics tell
 * that the goals are reached. All its memory is on the topics, so a stopped demo goes on where it
 * was.
 */
final class Demo {
  private static final long NEWS_MILLIS = 250;
  private static final int PUBLISHED_AT_ONCE = 200;

  private final DemoTables tables;
  private final Publisher publisher;
  private final Progress progress;
  private final BooleanSupplier stopping;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** What is done when a stage has reached its goals. */
  @FunctionalInterface
  interface Afterwards {
    void reached(Stage stage) throws WorkbenchException;
  }

  Demo(DemoTables tables, Publisher publisher, Progress progress, BooleanSupplier stopping) {
    this.tables = tables;
    this.publisher = publisher;
    this.progress = progress;
    this.stopping = stopping;
  }

  /**
   * Runs every stage.
   *
   * @return false when it was stopped before the end
   * @throws WorkbenchException when a worker gave up one of the demo's messages
   */
  boolean run(List<Stage> stages, Afterwards afterwards)
      throws WorkbenchException, InterruptedException {
    Rejections rejections = new Rejections(tables, stages);
    publish(rejections.toRepeat());
    for (Stage stage : stages) {
      long start = System.nanoTime();
      publish(missing(stage));
      while (!stage.isReached(tables)) {
        if (stopping.getAsBoolean()) {
          return false;
        }
        rejections.requireNone();
        progress.offer(stage);
        tables.awaitNews(NEWS_MILLIS);
      }
      afterwards.reached(stage);
      seconds.put(stage.title(), (System.nanoTime() - start) / 1e9);
    }
    return true;
  }

  /** Wall time of each stage run so far. */
  Map<String, Double> seconds() {
    return new LinkedHashMap<>(seconds);
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
