package org.detdiffusion.perception.augment;

import java.util.BitSet;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.BoxShape;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.image.PixelImage;

/**
 * One object cut out of an image, to be pasted over the stated box of another: by its mask, else by
 * a shape in its box.
 */
record CutOut(
    PixelImage source, AnnotatedObject object, BoxShape shape, Box target, boolean mirrored) {

  /**
   * Paints into {@code rgb}, width x height x 3.
   *
   * @return the pixels painted, row by row
   */
  BitSet paste(byte[] rgb, int width, int height) {
    BitSet painted = new BitSet(width * height);
    Box box = object.box();
    int bottom = (int) Math.min(height, Math.ceil(target.bottom()));
    int right = (int) Math.min(width, Math.ceil(target.right()));
    for (int y = (int) target.y(); y < bottom; y++) {
      double v = (y + 0.5 - target.y()) / target.height();
      for (int x = (int) target.x(); x < right; x++) {
        double across = (x + 0.5 - target.x()) / target.width();
        double u = mirrored ? 1 - across : across;
        double sourceX = box.x() + u * box.width();
        double sourceY = box.y() + v * box.height();
        if (covers(u, v, sourceX, sourceY)) {
          copy(sourceX, sourceY, rgb, (y * width + x) * 3);
          painted.set(y * width + x);
        }
      }
    }
    return painted;
  }

  AnnotatedObject pasted(BitSet painted, int width, int height) {
    return object.withBox(target, object.mask().map(mask -> new Mask(width, height, painted)));
  }

  private boolean covers(double u, double v, double x, double y) {
    if (u < 0 || u > 1 || v < 0 || v > 1 || !isInSource(x, y)) {
      return false;
    }
    return object.mask().map(mask -> mask.get((int) x, (int) y)).orElseGet(() -> shape.has(u, v));
  }

  private boolean isInSource(double x, double y) {
    return x >= 0 && y >= 0 && x < source.width() && y < source.height();
  }

  private void copy(double x, double y, byte[] rgb, int position) {
    double cornerX = Math.min(Math.max(x - 0.5, 0), source.width() - 1);
    double cornerY = Math.min(Math.max(y - 0.5, 0), source.height() - 1);
    int x0 = (int) cornerX;
    int y0 = (int) cornerY;
    int x1 = Math.min(x0 + 1, source.width() - 1);
    int y1 = Math.min(y0 + 1, source.height() - 1);
    double right = cornerX - x0;
    double below = cornerY - y0;
    for (int channel = 0; channel < 3; channel++) {
      double top = source.get(x0, y0, channel) * (1 - right) + source.get(x1, y0, channel) * right;
      double low = source.get(x0, y1, channel) * (1 - right) + source.get(x1, y1, channel) * right;
      rgb[position + channel] = (byte) Math.round(top * (1 - below) + low * below);
    }
  }
}
