package org.detdiffusion.perception.layout;

import java.util.Arrays;
import java.util.Map;
import org.detdiffusion.perception.geometry.Box;

/**
 * Weights of the diffusion loss over the latent's cells: objects count more than the background,
 * small ones most (GeoDiffusion 3.3, its code).
 *
 * @param normalised whether the weights are scaled to mean 1
 * @param classFactors extra weight of some classes; 1 for the others
 */
public record ForegroundMask(
    Mode mode, double weight, boolean normalised, Map<String, Double> classFactors) {
  private static final double CONSTANT_POWER = 0.2;

  /** How an object's weight follows from its area A in cells. */
  public enum Mode {
    /** Every cell weighs 1. */
    UNIFORM,
    /** weight / A^0.2 in objects, 1 / (all cells)^0.2 elsewhere. */
    CONSTANT,
    /** 1 / A^weight in objects, 1 / (all cells)^weight elsewhere. */
    AREA
  }

  public ForegroundMask {
    classFactors = Map.copyOf(classFactors);
  }

  /** GeoDiffusion's default: constant mode, weight 2, mean 1. */
  public static ForegroundMask standard() {
    return new ForegroundMask(Mode.CONSTANT, 2, true, Map.of());
  }

  /** The same with rare classes of nuImages doubled. */
  public ForegroundMask forNuImages() {
    Map<String, Double> doubled = Map.of("truck", 2.0, "bicycle", 2.0, "motorcycle", 2.0);
    return new ForegroundMask(mode, weight, normalised, doubled);
  }

  /**
   * Paints the layout's objects in their order, later ones over earlier ones.
   *
   * @return rows x columns weights, row by row
   */
  public float[] of(Layout layout, int columns, int rows) {
    double[] mask = new double[rows * columns];
    double power = mode == Mode.AREA ? weight : CONSTANT_POWER;
    Arrays.fill(mask, mode == Mode.UNIFORM ? 1 : 1 / Math.pow(mask.length, power));
    if (mode != Mode.UNIFORM) {
      layout.objects().forEach(object -> paint(mask, object, layout, columns, rows));
    }
    return scaled(mask);
  }

  private void paint(double[] mask, LayoutObject object, Layout layout, int columns, int rows) {
    Box box = object.box();
    int left = cell(box.x() / layout.width(), columns);
    int top = cell(box.y() / layout.height(), rows);
    int right = cell(box.right() / layout.width(), columns);
    int bottom = cell(box.bottom() / layout.height(), rows);
    double area = (bottom - top + 1.0) * (right - left + 1.0);
    double inside =
        mode == Mode.AREA ? 1 / Math.pow(area, weight) : weight / Math.pow(area, CONSTANT_POWER);
    double value = inside * classFactors.getOrDefault(object.className(), 1.0);
    for (int y = top; y < bottom; y++) {
      Arrays.fill(mask, y * columns + left, y * columns + right, value);
    }
  }

  /** Through single precision, halves to even, as the original. */
  private static int cell(double share, int cells) {
    return (int) Math.rint(Math.min(Math.max((float) share * cells, 0), cells));
  }

  private float[] scaled(double[] mask) {
    double factor = normalised ? mask.length / Arrays.stream(mask).sum() : 1;
    float[] scaled = new float[mask.length];
    for (int i = 0; i < mask.length; i++) {
      scaled[i] = (float) (mask[i] * factor);
    }
    return scaled;
  }
}
