package org.detdiffusion.networks.detection.torchvision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.detdiffusion.networks.detection.boxes.Boxes;

/** Collects what may be an object on one image. */
final class Candidates {

  private final List<double[]> corners = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  void add(double[] box, double score, int label) {
    corners.add(box);
    scores.add(score);
    labels.add(label);
  }

  /** All of them, clipped to the image. */
  Found clipped(ImageBatch.Size image) {
    double[] all = corners.stream().flatMapToDouble(Arrays::stream).toArray();
    return new Found(
        Boxes.of(all).clip(image.height(), image.width()),
        scores.stream().mapToDouble(Double::doubleValue).toArray(),
        labels.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Without boxes that are smaller than a size along an axis. */
  static Found atLeast(Found found, double size) {
    Boxes boxes = found.boxes();
    IntPredicate large = i -> boxes.width(i) >= size && boxes.height(i) >= size;
    return found.select(IntStream.range(0, boxes.size()).filter(large).toArray());
  }
}
