package org.detdiffusion.networks.diffusion;

/**
 * GeoDiffusion's fixed two-dimensional code of places, from which location tokens start: sines and
 * cosines of the column in the first half, of the row in the second.
 */
public final class LocationEmbedding {

  private LocationEmbedding() {}

  /**
   * @param dimension 0..width-1
   * @param width of the tokens, a multiple of four
   */
  public static double value(int column, int row, int dimension, int width) {
    int quarter = width / 4;
    int coordinate = dimension < width / 2 ? column : row;
    double angle = coordinate * Math.pow(10000, -(double) (dimension % quarter) / quarter);
    boolean sine = dimension / quarter % 2 == 0;
    return sine ? Math.sin(angle) : Math.cos(angle);
  }
}
