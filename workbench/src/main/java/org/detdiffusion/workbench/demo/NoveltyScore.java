package org.detdiffusion.workbench.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.workbench.experiment.Condition;
import org.detdiffusion.workbench.experiment.MadeImages;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Splits;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.Novelty;

/** Measures how near made images are to training images, beside real test images. */
final class NoveltyScore {
  private final RealImages data;
  private final DemoPlan plan;
  private final StreamTables tables;
  private final NearestImages training;

  NoveltyScore(RealImages data, DemoPlan plan, StreamTables tables) {
    this.data = data;
    this.plan = plan;
    this.tables = tables;
    training =
        new NearestImages(data.images(Splits.TRAIN).stream().map(AnnotatedImage::image).toList());
  }

  /** Made test layouts with the real images of these layouts, then what detectors trained on. */
  Novelty measure() throws WorkbenchException {
    List<AnnotatedImage> made = MadeImages.of(tables, DemoPlan.scoreId(Strategy.ORIGIN));
    List<Double> real = distances(new SameLayout(data.images(Splits.TEST)).of(made));
    double nearestReal = real.isEmpty() ? 0 : real.get(0);
    List<Novelty.Row> rows = new ArrayList<>();
    rows.add(row("made, test layouts", distances(made), nearestReal));
    for (Condition condition : plan.conditions()) {
      if (condition.synthesis().isPresent()) {
        List<Double> distances = distances(MadeImages.of(tables, condition.id()));
        rows.add(row(label(condition.synthesis().get()), distances, nearestReal));
      }
    }
    return new Novelty(row("real, test", real, 0), rows);
  }

  private static String label(Condition.Synthesis synthesis) {
    return "made, %s layouts, %s"
        .formatted(synthesis.layouts(), synthesis.strategy())
        .toLowerCase(Locale.ROOT);
  }

  private static Novelty.Row row(String label, List<Double> distances, double nearestReal) {
    int nearer = (int) distances.stream().filter(distance -> distance < nearestReal).count();
    return new Novelty.Row(label, distances.size(), median(distances), nearer);
  }

  private List<Double> distances(List<AnnotatedImage> images) {
    return images.stream()
        .map(image -> training.nearest(image.image()).distance())
        .sorted()
        .toList();
  }

  private static double median(List<Double> sorted) {
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
