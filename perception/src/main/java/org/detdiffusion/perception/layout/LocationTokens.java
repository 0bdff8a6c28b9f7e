package org.detdiffusion.perception.layout;

import java.util.List;
import org.detdiffusion.perception.geometry.Box;

/**
 * A grid of location tokens, as GeoDiffusion's code counts them: row by row from the top left, a
 * point goes to the nearest of columns x rows grid points, halves to the even one.
 */
public record LocationTokens(int columns, int rows) {

  public LocationTokens {
    if (columns < 2 || rows < 2 || (long) columns * rows > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a grid of %dx%d locations can't be used; it needs 2 or more each way"
              .formatted(columns, rows));
    }
  }

  /** How many tokens there are. */
  public int count() {
    return columns * rows;
  }

  /**
   * The token of a point in pixels of an image. Goes through single precision as GeoDiffusion's
   * data set does, which decides the ties.
   */
  public int index(double x, double y, double width, double height) {
    return indexOfShare(inside((float) (x / width)), inside((float) (y / height)));
  }

  /**
   * The token of a point given as shares, 0..1, of the image's sides. As in the original nothing is
   * checked: a point outside gives a token of another place, or none of the grid.
   */
  public int indexOfShare(double x, double y) {
    return nearest(y, rows) * columns + nearest(x, columns);
  }

  /** The two tokens of a box: top left, bottom right. */
  public List<String> of(Box box, double width, double height) {
    return List.of(
        token(index(box.x(), box.y(), width, height)),
        token(index(box.right(), box.bottom(), width, height)));
  }

  public static String token(int index) {
    return "<l" + index + ">";
  }

  private static int nearest(double share, int count) {
    return (int) Math.rint(share * (count - 1));
  }

  private static double inside(double share) {
    return Math.min(Math.max(share, 0), 1);
  }
}
