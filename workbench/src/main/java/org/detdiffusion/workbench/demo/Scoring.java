package org.detdiffusion.workbench.demo;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.attribute.Folds;
import org.detdiffusion.perception.metrics.AveragePrecision;
import org.detdiffusion.workbench.experiment.Condition;
import org.detdiffusion.workbench.experiment.MadeImages;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Splits;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.HardShare;
import org.detdiffusion.workbench.report.Precision;
import org.detdiffusion.workbench.report.ScoreRow;
import org.detdiffusion.workbench.report.TrainingRow;

/** Measures what the workers made: all numbers of the report that no worker has announced. */
final class Scoring {
  private final RealImages data;
  private final DemoPlan plan;
  private final StreamTables tables;
  private final Detectors detectors;

  /** Detectors of announced checkpoints. */
  @FunctionalInterface
  interface Detectors {
    List<List<Detection>> detect(ModelUpdate model, List<AnnotatedImage> images)
        throws WorkbenchException;
  }

  Scoring(RealImages data, DemoPlan plan, StreamTables tables, Detectors detectors) {
    this.data = data;
    this.plan = plan;
    this.tables = tables;
    this.detectors = detectors;
  }

  /** The training table, in the profile's order. */
  List<TrainingRow> training() throws WorkbenchException {
    List<Precision> baseline = runs(Condition.BASELINE);
    List<TrainingRow> rows = new ArrayList<>();
    for (Condition row : plan.conditions()) {
      rows.add(TrainingRow.of(row.id(), row.label(), runs(row), baseline));
    }
    return rows;
  }

  private List<Precision> runs(Condition condition) throws WorkbenchException {
    List<Precision> runs = new ArrayList<>();
    for (int seed = 0; seed < plan.profile().seeds(); seed++) {
      runs.add(Precision.of(tables.model(DemoPlan.runId(condition, seed)).getMetrics()));
    }
    return runs;
  }

  /** YOLO scores; first the ceiling: real images of the same layouts. */
  List<ScoreRow> scores() throws WorkbenchException {
    List<AnnotatedImage> origin = made(DemoPlan.scoreId(Strategy.ORIGIN));
    List<ScoreRow> rows = new ArrayList<>();
    rows.add(score("real", "real images (ceiling)", realOf(origin)));
    rows.add(score("easy", "made, all easy", made(DemoPlan.scoreId(Strategy.EASY))));
    rows.add(score("origin", "made, as judged (origin)", origin));
    rows.add(score("hard", "made, all hard", made(DemoPlan.scoreId(Strategy.HARD))));
    if (plan.hasPlainGenerator()) {
      String label = "origin, generator without P.A. loss";
      rows.add(score("origin-plain", label, made(DemoPlan.PLAIN_SCORE)));
    }
    return rows;
  }

  private List<AnnotatedImage> realOf(List<AnnotatedImage> made) {
    return new SameLayout(data.images(Splits.TEST)).of(made);
  }

  private List<AnnotatedImage> made(String job) throws WorkbenchException {
    return MadeImages.of(tables, job);
  }

  private ScoreRow score(String id, String label, List<AnnotatedImage> images)
      throws WorkbenchException {
    AveragePrecision ap = AveragePrecision.of(images, detect(DemoPlan.JUDGE, images));
    Precision percent = new Precision(100 * ap.ap(), 100 * ap.ap50(), 100 * ap.ap75());
    return new ScoreRow(id, label, images.size(), percent);
  }

  private List<List<Detection>> detect(String run, List<AnnotatedImage> images)
      throws WorkbenchException {
    return detectors.detect(tables.model(run), images);
  }

  /** With cross-fitting, as the labeller did, and the same detectors on what they learnt from. */
  List<HardShare> hardShares() throws WorkbenchException {
    List<AttributeRecord> crossFitted = attributes(Splits.TRAIN);
    List<HardShare> shares = new ArrayList<>();
    shares.add(share(HardShare.CROSS_FITTED, crossFitted));
    if (!crossFitted.isEmpty()) {
      shares.add(onItsOwnImages(crossFitted.get(0)));
    }
    List<AttributeRecord> test = attributes(Splits.TEST);
    shares.add(share("the judge, on test images", test));
    return shares;
  }

  private List<AttributeRecord> attributes(String split) {
    return List.copyOf(tables.attributes(data.name(), split).values());
  }

  private static HardShare share(String label, List<AttributeRecord> records) {
    List<Difficulty> verdicts =
        records.stream()
            .flatMap(record -> record.getObjects().stream())
            .filter(object -> object.getDifficulty() != null && !object.getCrowd())
            .map(object -> object.getDifficulty())
            .toList();
    return new HardShare(label, part(verdicts, Difficulty.HARD), verdicts.size());
  }

  private HardShare onItsOwnImages(AttributeRecord settings) throws WorkbenchException {
    AttributeRule rule =
        new AttributeRule(settings.getGamma(), settings.getBeta(), settings.getClassAware());
    List<Attribute> verdicts = new ArrayList<>();
    int folds = plan.profile().folds();
    for (int fold = 0; fold < folds; fold++) {
      int heldOut = fold;
      List<AnnotatedImage> learnt =
          data.images(Splits.TRAIN).stream()
              .filter(image -> Folds.foldOf(image.id(), folds) != heldOut)
              .toList();
      verdicts.addAll(verdicts(rule, learnt, detect("fold-" + fold, learnt)));
    }
    return new HardShare(HardShare.OWN_IMAGES, part(verdicts, Attribute.HARD), verdicts.size());
  }

  private static List<Attribute> verdicts(
      AttributeRule rule, List<AnnotatedImage> images, List<List<Detection>> found) {
    List<Attribute> attributes = new ArrayList<>();
    for (int index = 0; index < images.size(); index++) {
      List<AnnotatedObject> objects = images.get(index).objects();
      var verdicts = rule.judge(objects, found.get(index));
      for (int at = 0; at < objects.size(); at++) {
        if (!objects.get(at).crowd()) {
          attributes.add(verdicts.get(at).attribute());
        }
      }
    }
    return attributes;
  }

  private static <T> double part(List<T> all, T wanted) {
    return all.stream().filter(wanted::equals).count() / (double) Math.max(1, all.size());
  }
}
