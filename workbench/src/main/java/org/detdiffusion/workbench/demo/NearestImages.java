package org.detdiffusion.workbench.demo;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.perception.image.PixelImage;

/**
 * Finds the training image that looks most like a given one, mirrored or not. Pictures are compared
 * after averaging blocks of 4x4 pixels, so that noise and a pixel's shift don't hide a copy.
 */
final class NearestImages {
  private static final int BLOCK = 4;

  private final List<float[]> known = new ArrayList<>();

  /**
   * The nearest image.
   *
   * @param index of the image
   * @param distance root mean square over blocks and channels, 0 to 255
   */
  record Match(int index, double distance) {}

  /** Images of one size. */
  NearestImages(List<PixelImage> images) {
    for (PixelImage image : images) {
      known.add(blurred(image, false));
      known.add(blurred(image, true));
    }
  }

  Match nearest(PixelImage image) {
    float[] wanted = blurred(image, false);
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int index = 0; index < known.size(); index++) {
      double distance = distance(wanted, known.get(index));
      if (distance < least) {
        least = distance;
        best = index / 2;
      }
    }
    return new Match(best, least);
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum / one.length);
  }

  private static float[] blurred(PixelImage image, boolean mirrored) {
    int columns = image.width() / BLOCK;
    int rows = image.height() / BLOCK;
    float[] blurred = new float[columns * rows * 3];
    for (int y = 0; y < rows * BLOCK; y++) {
      for (int x = 0; x < columns * BLOCK; x++) {
        int column = (mirrored ? columns * BLOCK - 1 - x : x) / BLOCK;
        int at = (y / BLOCK * columns + column) * 3;
        for (int channel = 0; channel < 3; channel++) {
          blurred[at + channel] += image.get(x, y, channel) / (float) (BLOCK * BLOCK);
        }
      }
    }
    return blurred;
  }
}
