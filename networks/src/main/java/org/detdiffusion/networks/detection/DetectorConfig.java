package org.detdiffusion.networks.detection;

import java.util.List;

/**
 * A detector in numbers; kept in its checkpoint.
 *
 * @param classes it can tell apart, by name
 * @param imageSize side of its square images in pixels, a multiple of 16
 * @param channels at strides 2, 4, 8 and 16
 * @param width channels of pyramid and heads
 * @param groups of each group norm
 */
public record DetectorConfig(
    List<String> classes, int imageSize, List<Integer> channels, int width, int groups) {

  /** Pixels between neighbouring predictions. */
  public static final int STRIDE = 4;

  public DetectorConfig {
    classes = List.copyOf(classes);
    channels = List.copyOf(channels);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("a detector needs at least one class");
    }
    if (imageSize <= 0 || imageSize % 16 != 0) {
      throw new IllegalArgumentException(
          "a detector's image size must be a multiple of 16, not " + imageSize);
    }
    if (channels.size() != 4) {
      throw new IllegalArgumentException(
          "a detector has channels at four strides, not " + channels.size());
    }
  }

  /** The size that a laptop trains in a minute: 64x64 pixels, a quarter of a million parameters. */
  public static DetectorConfig pocket(List<String> classes) {
    return small(classes, 64);
  }

  /** The same network for larger images, which cost by their area. */
  public static DetectorConfig small(List<String> classes, int imageSize) {
    return new DetectorConfig(classes, imageSize, List.of(16, 32, 64, 96), 32, 8);
  }

  /** Side of the grid of predictions. */
  public int gridSize() {
    return imageSize / STRIDE;
  }
}
