package org.detdiffusion.networks.detection.torchvision;

import java.util.ArrayList;
import java.util.List;

/**
 * How images become a batch, as torchvision's {@code GeneralizedRCNNTransform}: the shorter side is
 * brought to one size unless the longer would pass another, colours are shifted and scaled, and the
 * batch is padded with zeros at the right and the bottom.
 *
 * @param shorter side wanted, in pixels
 * @param longer side allowed, in pixels
 * @param mean of red, green and blue
 * @param deviation of red, green and blue
 * @param multiple that height and width of a batch are padded to
 */
public record Resizing(
    int shorter, int longer, List<Double> mean, List<Double> deviation, int multiple) {

  public Resizing {
    if (shorter < 1 || longer < 1 || multiple < 1) {
      throw new IllegalArgumentException(
          "sizes of images must be positive, not %d, %d and %d"
              .formatted(shorter, longer, multiple));
    }
    if (mean.size() != 3 || deviation.size() != 3) {
      throw new IllegalArgumentException("colours have three means and three deviations");
    }
  }

  /** As the detectors for COCO: ImageNet's colours, multiples of 32. */
  public static Resizing of(int shorter, int longer) {
    return new Resizing(
        shorter, longer, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225), 32);
  }

  public ImageBatch apply(List<Planes> images) {
    List<Planes> resized = new ArrayList<>();
    for (Planes image : images) {
      resized.add(resize(image));
    }
    int height = padded(resized.stream().mapToInt(Planes::height).max().orElseThrow());
    int width = padded(resized.stream().mapToInt(Planes::width).max().orElseThrow());
    float[] pixels = new float[images.size() * 3 * height * width];
    for (int i = 0; i < resized.size(); i++) {
      fill(resized.get(i), pixels, i * 3 * height, width, height);
    }
    return new ImageBatch(pixels, height, width, sizes(resized), sizes(images));
  }

  private Planes resize(Planes image) {
    int smaller = Math.min(image.height(), image.width());
    int larger = Math.max(image.height(), image.width());
    // Single precision decides which side of a whole pixel a size falls on.
    double scale = Math.min(shorter / (float) smaller, longer / (float) larger);
    int width = (int) Math.floor(image.width() * scale);
    int height = (int) Math.floor(image.height() * scale);
    return image.resize(Math.max(width, 1), Math.max(height, 1));
  }

  private int padded(int size) {
    return (size + multiple - 1) / multiple * multiple;
  }

  private void fill(Planes image, float[] pixels, int firstRow, int width, int height) {
    for (int row = 0; row < 3 * image.height(); row++) {
      int channel = row / image.height();
      int to = (firstRow + channel * height + row % image.height()) * width;
      for (int column = 0; column < image.width(); column++) {
        double value = image.values()[row * image.width() + column];
        pixels[to + column] = (float) ((value - mean.get(channel)) / deviation.get(channel));
      }
    }
  }

  private static List<ImageBatch.Size> sizes(List<Planes> images) {
    return images.stream()
        .map(image -> new ImageBatch.Size(image.height(), image.width()))
        .toList();
  }
}
