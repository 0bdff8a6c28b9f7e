package org.detdiffusion.perception.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The curves of every class, and the numbers drawn from them. */
public final class CocoResult {
  private static final int FEW = 0;
  private static final int SOME = 1;
  private static final int MANY = 2;

  private final List<CocoCategory> categories;
  private final List<Map<AreaRange, List<CocoCurve>>> curves;

  /**
   * @param curves of each class, by size range and number of detections
   */
  CocoResult(List<CocoCategory> categories, List<Map<AreaRange, List<CocoCurve>>> curves) {
    this.categories = List.copyOf(categories);
    this.curves = List.copyOf(curves);
  }

  /** In the order of their ids. */
  public List<CocoCategory> categories() {
    return categories;
  }

  /** Over all classes that have true objects. */
  public CocoSummary summary() {
    return new CocoSummary(
        precision(AreaRange.ALL, CocoResult::every),
        precision(AreaRange.ALL, threshold -> threshold == CocoThresholds.IOU_50),
        precision(AreaRange.ALL, threshold -> threshold == CocoThresholds.IOU_75),
        precision(AreaRange.SMALL, CocoResult::every),
        precision(AreaRange.MEDIUM, CocoResult::every),
        precision(AreaRange.LARGE, CocoResult::every),
        recall(AreaRange.ALL, FEW),
        recall(AreaRange.ALL, SOME),
        recall(AreaRange.ALL, MANY),
        recall(AreaRange.SMALL, MANY),
        recall(AreaRange.MEDIUM, MANY),
        recall(AreaRange.LARGE, MANY));
  }

  /** Of one class. */
  public CocoSummary summary(int categoryId) {
    int index = categories.stream().map(CocoCategory::id).toList().indexOf(categoryId);
    if (index < 0) {
      throw new IllegalArgumentException("there is no category " + categoryId);
    }
    return new CocoResult(List.of(categories.get(index)), List.of(curves.get(index))).summary();
  }

  /** AP at each IoU threshold, 0.50 to 0.95. */
  public double[] averagePrecisionByThreshold() {
    return IntStream.range(0, CocoThresholds.IOU.length)
        .mapToDouble(wanted -> precision(AreaRange.ALL, threshold -> threshold == wanted))
        .toArray();
  }

  /** Precision at recall 0, 0.01, ... 1 of the class at a position, at IoU 0.50. */
  public double[] precisionAt50(int position) {
    return curves.get(position).get(AreaRange.ALL).get(MANY).precision(CocoThresholds.IOU_50);
  }

  private double precision(AreaRange range, IntPredicate thresholds) {
    List<Double> values = new ArrayList<>();
    for (CocoCurve curve : counted(range, MANY)) {
      thresholds().filter(thresholds).mapToObj(curve::averagePrecision).forEach(values::add);
    }
    return mean(values);
  }

  private double recall(AreaRange range, int detections) {
    List<Double> values = new ArrayList<>();
    for (CocoCurve curve : counted(range, detections)) {
      thresholds().mapToObj(curve::recall).forEach(values::add);
    }
    return mean(values);
  }

  private List<CocoCurve> counted(AreaRange range, int detections) {
    return curves.stream()
        .map(each -> each.get(range).get(detections))
        .filter(CocoCurve::isCounted)
        .toList();
  }

  private static boolean every(int threshold) {
    return threshold >= 0;
  }

  private static IntStream thresholds() {
    return IntStream.range(0, CocoThresholds.IOU.length);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(-1);
  }
}
