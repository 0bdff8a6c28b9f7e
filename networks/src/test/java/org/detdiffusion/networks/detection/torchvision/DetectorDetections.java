package org.detdiffusion.networks.detection.torchvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;

import java.io.IOException;
import java.util.List;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.weights.SafeTensors;

/** Detections against expected ones, which no two close scores may swap. */
record DetectorDetections(SafeTensors expected) {

  private static final double PIXELS = 5e-4;
  private static final double SCORES = 2e-5;

  void check(List<Found> found) throws IOException {
    double worstBox = NOTHING;
    double worstScore = NOTHING;
    for (int i = 0; i < found.size(); i++) {
      Matched matched = match(found.get(i), "det" + i);
      worstBox = Math.max(worstBox, matched.box);
      worstScore = Math.max(worstScore, matched.score);
    }
    Golden.assertWithin("boxes", worstBox, PIXELS);
    Golden.assertWithin("scores", worstScore, SCORES);
  }

  private record Matched(double box, double score) {}

  /** As sets: for each expected one the nearest of its class that has its score. */
  private Matched match(Found found, String name) throws IOException {
    float[] boxes = expected.floats(name + ".boxes");
    float[] scores = expected.floats(name + ".scores");
    long[] labels = expected.longs(name + ".labels");
    assertThat(found.labels()).hasSameSizeAs(labels);
    double worstBox = NOTHING;
    double worstScore = NOTHING;
    boolean[] used = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      int best = -1;
      double nearest = Double.MAX_VALUE;
      for (int j = 0; j < labels.length; j++) {
        double distance = Math.abs(found.scores()[j] - scores[i]);
        if (!used[j] && found.labels()[j] == labels[i] && distance <= SCORES) {
          double box = box(found, j, boxes, i);
          best = box < nearest ? j : best;
          nearest = Math.min(nearest, box);
        }
      }
      assertThat(best).as("detection %d of %s", i, name).isNotNegative();
      used[best] = true;
      worstBox = Math.max(worstBox, nearest);
      worstScore = Math.max(worstScore, Math.abs(found.scores()[best] - scores[i]));
    }
    return new Matched(worstBox, worstScore);
  }

  private static double box(Found found, int j, float[] boxes, int i) {
    double worst = NOTHING;
    for (int side = 0; side < 4; side++) {
      worst = Math.max(worst, Math.abs(found.boxes().get(j, side) - boxes[4 * i + side]));
    }
    return worst;
  }
}
