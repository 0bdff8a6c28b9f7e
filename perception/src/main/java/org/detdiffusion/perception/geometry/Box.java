package org.detdiffusion.perception.geometry;

/**
 * An axis-parallel box in pixels as COCO writes it: left, top, width, height. Pixel edges, not
 * centres: the box of a whole 64x64 image is (0, 0, 64, 64).
 */
public record Box(double x, double y, double width, double height) {

  /** Of two corners, the second right of and below the first. */
  public static Box ofCorners(double x1, double y1, double x2, double y2) {
    return new Box(x1, y1, x2 - x1, y2 - y1);
  }

  public double right() {
    return x + width;
  }

  public double bottom() {
    return y + height;
  }

  public double area() {
    return width * height;
  }

  public boolean isFinite() {
    return Double.isFinite(x)
        && Double.isFinite(y)
        && Double.isFinite(right())
        && Double.isFinite(bottom());
  }

  public double intersection(Box other) {
    double w = Math.min(right(), other.right()) - Math.max(x, other.x);
    double h = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
    return w > 0 && h > 0 ? w * h : 0;
  }

  public double intersectionOverUnion(Box other) {
    double intersection = intersection(other);
    double union = area() + other.area() - intersection;
    return union > 0 ? intersection / union : 0;
  }

  /** The part inside an image; its width or height is 0 when nothing is. */
  public Box clip(double imageWidth, double imageHeight) {
    if (isInside(imageWidth, imageHeight)) {
      return this;
    }
    double x1 = Math.min(Math.max(x, 0), imageWidth);
    double y1 = Math.min(Math.max(y, 0), imageHeight);
    double x2 = Math.min(Math.max(right(), x1), imageWidth);
    double y2 = Math.min(Math.max(bottom(), y1), imageHeight);
    return ofCorners(x1, y1, x2, y2);
  }

  public Box shift(double dx, double dy) {
    return new Box(x + dx, y + dy, width, height);
  }

  public Box scale(double factorX, double factorY) {
    return new Box(x * factorX, y * factorY, width * factorX, height * factorY);
  }

  /** Mirrored left to right in an image of the given width. */
  public Box flip(double imageWidth) {
    return new Box(imageWidth - right(), y, width, height);
  }

  public boolean isInside(double imageWidth, double imageHeight) {
    return x >= 0 && y >= 0 && right() <= imageWidth && bottom() <= imageHeight;
  }
}
