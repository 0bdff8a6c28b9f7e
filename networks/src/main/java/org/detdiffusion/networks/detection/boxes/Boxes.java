package org.detdiffusion.networks.detection.boxes;

import java.util.List;

/** A list of boxes (x1, y1, x2, y2) in pixels, in double precision. Never changed once made. */
public final class Boxes {

  private final double[] corners;

  private Boxes(double[] corners) {
    this.corners = corners;
  }

  /** Four numbers a box. */
  public static Boxes of(double... corners) {
    if (corners.length % 4 != 0) {
      throw new IllegalArgumentException(
          corners.length + " numbers are no boxes: each has x1, y1, x2 and y2");
    }
    return new Boxes(corners.clone());
  }

  public static Boxes of(float[] corners) {
    double[] wide = new double[corners.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = corners[i];
    }
    return of(wide);
  }

  public static Boxes cat(List<Boxes> parts) {
    double[] all = new double[parts.stream().mapToInt(part -> part.corners.length).sum()];
    int at = 0;
    for (Boxes part : parts) {
      System.arraycopy(part.corners, 0, all, at, part.corners.length);
      at += part.corners.length;
    }
    return new Boxes(all);
  }

  public int size() {
    return corners.length / 4;
  }

  /**
   * @param side 0 left, 1 top, 2 right, 3 bottom
   */
  public double get(int box, int side) {
    return corners[4 * box + side];
  }

  public double width(int box) {
    return get(box, 2) - get(box, 0);
  }

  public double height(int box) {
    return get(box, 3) - get(box, 1);
  }

  public double centerX(int box) {
    return (get(box, 0) + get(box, 2)) / 2;
  }

  public double centerY(int box) {
    return (get(box, 1) + get(box, 3)) / 2;
  }

  public double area(int box) {
    return width(box) * height(box);
  }

  /** Intersection over union of one of these and one of others; NaN when both are empty. */
  public double overlap(int box, Boxes others, int other) {
    double w = Math.min(get(box, 2), others.get(other, 2));
    double h = Math.min(get(box, 3), others.get(other, 3));
    w = Math.max(w - Math.max(get(box, 0), others.get(other, 0)), 0);
    h = Math.max(h - Math.max(get(box, 1), others.get(other, 1)), 0);
    return w * h / (area(box) + others.area(other) - w * h);
  }

  /** Inside an image. */
  public Boxes clip(double height, double width) {
    double[] clipped = corners.clone();
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = Math.min(Math.max(clipped[i], 0), i % 2 == 0 ? width : height);
    }
    return new Boxes(clipped);
  }

  public Boxes scale(double factorX, double factorY) {
    double[] scaled = corners.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= i % 2 == 0 ? factorX : factorY;
    }
    return new Boxes(scaled);
  }

  /** Those at the indices, in their order. */
  public Boxes select(int... indices) {
    double[] selected = new double[4 * indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(corners, 4 * indices[i], selected, 4 * i, 4);
    }
    return new Boxes(selected);
  }

  public double[] toDoubles() {
    return corners.clone();
  }

  public float[] toFloats() {
    float[] narrow = new float[corners.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) corners[i];
    }
    return narrow;
  }
}
