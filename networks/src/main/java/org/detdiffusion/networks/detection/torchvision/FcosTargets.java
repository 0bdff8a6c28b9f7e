package org.detdiffusion.networks.detection.torchvision;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.detdiffusion.networks.detection.boxes.Boxes;

/**
 * Which place learns which box: the smallest of those that it lies in near the centre and whose
 * size fits the level.
 */
final class FcosTargets {

  private final Fcos network;
  private final Boxes anchors;
  private final int[] counts;

  FcosTargets(Fcos network, ImageBatch batch) {
    this.network = network;
    anchors = network.anchors(batch);
    counts = network.anchors().counts(network.levels(batch));
  }

  LossInputs of(List<Truth> truths) {
    DenseAssignment all = new DenseAssignment(anchors, network.classes(), truths);
    truths.forEach(truth -> all.add(match(truth.boxes())));
    double[] codes = Fcos.CODER.encode(all.references(), all.boxes());
    int found = all.places().length;
    double[] centerness = new double[found];
    for (int i = 0; i < found; i++) {
      centerness[i] =
          Math.sqrt(
              ratio(codes[4 * i], codes[4 * i + 2]) * ratio(codes[4 * i + 1], codes[4 * i + 3]));
    }
    return new LossInputs()
        .longs(all.labels())
        .longs(all.places())
        .floats(all.references().toDoubles(), found, 4)
        .floats(all.boxes().toDoubles(), found, 4)
        .floats(centerness, found, 1)
        .floats(new double[] {Math.max(found, 1)});
  }

  private static double ratio(double a, double b) {
    return Math.min(a, b) / Math.max(a, b);
  }

  /** For each place the index of its box, or -1. */
  private int[] match(Boxes truth) {
    int[] matches = new int[anchors.size()];
    Arrays.fill(matches, -1);
    for (int place = 0; place < matches.length; place++) {
      for (int box = 0; box < truth.size(); box++) {
        boolean smaller = matches[place] < 0 || truth.area(box) < truth.area(matches[place]);
        if (smaller && fits(place, truth, box)) {
          matches[place] = box;
        }
      }
    }
    return matches;
  }

  private boolean fits(int place, Boxes truth, int box) {
    double x = anchors.centerX(place);
    double y = anchors.centerY(place);
    double size = anchors.width(place);
    double off = Math.max(Math.abs(x - truth.centerX(box)), Math.abs(y - truth.centerY(box)));
    double[] sides = {
      x - truth.get(box, 0), y - truth.get(box, 1), truth.get(box, 2) - x, truth.get(box, 3) - y
    };
    double farthest = Arrays.stream(sides).max().orElseThrow();
    return off < network.radius() * size
        && Arrays.stream(sides).min().orElseThrow() > 0
        && (isFirstLevel(place) || farthest > 4 * size)
        && (isLastLevel(place) || farthest < 8 * size);
  }

  private boolean isFirstLevel(int place) {
    return place < counts[0];
  }

  private boolean isLastLevel(int place) {
    return place >= IntStream.of(counts).sum() - counts[counts.length - 1];
  }
}
