package org.detdiffusion.workbench.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.workbench.experiment.Condition;
import org.detdiffusion.workbench.experiment.MadeImages;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Splits;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.Sheet;
import org.detdiffusion.workbench.report.Tile;

/** The demo's contact sheets: always the first images of a job, never chosen ones. */
final class DemoSheets {
  private static final int COLUMNS = 8;

  private final RealImages data;
  private final DemoPlan plan;
  private final StreamTables tables;

  DemoSheets(RealImages data, DemoPlan plan, StreamTables tables) {
    this.data = data;
    this.plan = plan;
    this.tables = tables;
  }

  /** The unfinished generator's first pictures beside the real ones they were copied from. */
  Sheet preview() throws WorkbenchException {
    List<AnnotatedImage> made = first(DemoPlan.PREVIEW);
    return new Sheet(
        "sheet-preview.png",
        "First pictures",
        "Images of an unfinished generator on layouts of training images.",
        List.of(
            row("real", new SameLayout(data.images(Splits.TRAIN)).of(made)),
            row("generated, unfinished", made)));
  }

  List<Sheet> all() throws WorkbenchException {
    List<Sheet> sheets = new ArrayList<>(List.of(realAndMade(), easyAndHard()));
    newLayouts().ifPresent(sheets::add);
    sheets.add(nearest());
    return sheets;
  }

  private Sheet realAndMade() throws WorkbenchException {
    List<AnnotatedImage> made = first(DemoPlan.scoreId(Strategy.ORIGIN));
    return new Sheet(
        "sheet-real-generated.png",
        "Real and generated",
        "Above: real test images, which no generator has seen. Below: images generated from their"
            + " layouts, easy and hard as the judge found the real objects.",
        List.of(
            row("real", new SameLayout(data.images(Splits.TEST)).of(made)),
            row("generated", made)));
  }

  private Sheet easyAndHard() throws WorkbenchException {
    return new Sheet(
        "sheet-easy-hard.png",
        "Easy and hard",
        "The same layouts from the same noise; only the attribute of the objects differs.",
        List.of(
            row("easy", first(DemoPlan.scoreId(Strategy.EASY))),
            row("hard", first(DemoPlan.scoreId(Strategy.HARD)))));
  }

  private Optional<Sheet> newLayouts() throws WorkbenchException {
    List<Sheet.Row> rows = new ArrayList<>();
    for (Condition condition : plan.conditions()) {
      if (condition.id().startsWith("new-")) {
        rows.add(row(condition.id().replace('-', ' '), first(condition.id())));
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Sheet(
                "sheet-new-layouts.png",
                "New layouts",
                "Boxes drawn class by class and placed at random: what the detectors are"
                    + " trained on.",
                rows));
  }

  private Sheet nearest() throws WorkbenchException {
    List<AnnotatedImage> training = data.images(Splits.TRAIN);
    NearestImages known = new NearestImages(training.stream().map(AnnotatedImage::image).toList());
    List<AnnotatedImage> made = first(DemoPlan.scoreId(Strategy.ORIGIN));
    List<AnnotatedImage> nearest =
        made.stream().map(image -> training.get(known.nearest(image.image()).index())).toList();
    return new Sheet(
        "sheet-nearest.png",
        "Memory or invention?",
        "Each generated image above the training image that looks most like it, mirrored or not.",
        List.of(row("generated", made), row("nearest training image", nearest)));
  }

  private List<AnnotatedImage> first(String job) throws WorkbenchException {
    List<AnnotatedImage> made = MadeImages.of(tables, job);
    return made.subList(0, Math.min(COLUMNS, made.size()));
  }

  private static Sheet.Row row(String label, List<AnnotatedImage> images) {
    return new Sheet.Row(label, images.stream().limit(COLUMNS).map(Tile::of).toList());
  }
}
