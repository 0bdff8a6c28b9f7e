package org.detdiffusion.networks.diffusion;

import java.util.List;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/**
 * A layout as an image for the U-Net's input, a cell a latent. Channels: how much of the cell each
 * class covers; the count of boxes; what easy and hard objects cover; of the smallest box over the
 * cell the offset from its centre and its size; the cell's own place.
 */
public final class LayoutMap {

  private static final int EXTRA = 9;

  private LayoutMap() {}

  public static int channels(int classes) {
    return classes + EXTRA;
  }

  /**
   * Writes {@code [channels, size, size]} into {@code map} from {@code offset} on; the numbers
   * there must be 0.
   *
   * @throws IllegalArgumentException for a class that is not among {@code classes}
   */
  public static void draw(Layout layout, List<String> classes, int size, float[] map, int offset) {
    int cells = size * size;
    double[] smallest = new double[cells];
    java.util.Arrays.fill(smallest, Double.POSITIVE_INFINITY);
    for (LayoutObject object : layout.objects()) {
      int classIndex = classes.indexOf(object.className());
      if (classIndex < 0) {
        throw new IllegalArgumentException(
            "class '" + object.className() + "' is unknown to the generator; it knows " + classes);
      }
      Box box = object.box().scale((double) size / layout.width(), (double) size / layout.height());
      draw(object, box, classIndex, classes.size(), size, map, offset, smallest);
    }
    drawPlaces(classes.size(), size, map, offset);
  }

  private static void draw(
      LayoutObject object,
      Box box,
      int classIndex,
      int classes,
      int size,
      float[] map,
      int offset,
      double[] smallest) {
    int cells = size * size;
    int last = Math.min(size, (int) Math.ceil(box.bottom()));
    for (int y = Math.max(0, (int) box.y()); y < last; y++) {
      int right = Math.min(size, (int) Math.ceil(box.right()));
      for (int x = Math.max(0, (int) box.x()); x < right; x++) {
        float cover = (float) box.intersection(new Box(x, y, 1, 1));
        int cell = offset + y * size + x;
        map[cell + classIndex * cells] = Math.max(map[cell + classIndex * cells], cover);
        map[cell + classes * cells] += cover;
        if (object.attribute().isPresent()) {
          int plane = classes + (object.attribute().get() == Attribute.EASY ? 1 : 2);
          map[cell + plane * cells] = Math.max(map[cell + plane * cells], cover);
        }
        if (cover > 0.25 && box.area() < smallest[y * size + x]) {
          smallest[y * size + x] = box.area();
          map[cell + (classes + 3) * cells] = offCentre(x, box.x(), box.width());
          map[cell + (classes + 4) * cells] = offCentre(y, box.y(), box.height());
          map[cell + (classes + 5) * cells] = (float) (2 * box.width() / size);
          map[cell + (classes + 6) * cells] = (float) (2 * box.height() / size);
        }
      }
    }
  }

  /** -1 at the near edge of the box, 1 at the far one. */
  private static float offCentre(int cell, double start, double length) {
    return (float) (2 * (cell + 0.5 - start) / length - 1);
  }

  private static void drawPlaces(int classes, int size, float[] map, int offset) {
    int cells = size * size;
    for (int cell = 0; cell < cells; cell++) {
      map[offset + (classes + 7) * cells + cell] = offCentre(cell % size, 0, size);
      map[offset + (classes + 8) * cells + cell] = offCentre(cell / size, 0, size);
    }
  }
}
