package org.detdiffusion.networks.detection.torchvision;

import java.util.Arrays;
import java.util.List;
import org.detdiffusion.networks.detection.boxes.BoxCoder;
import org.detdiffusion.networks.detection.boxes.BoxMatcher;
import org.detdiffusion.networks.detection.boxes.Boxes;

/** What the anchors shall say; each image counts the same, however many boxes it has. */
record RetinaNetTargets(RetinaNet network, ImageBatch batch) {

  LossInputs of(List<Truth> truths) {
    Boxes anchors = network.anchors(batch);
    DenseAssignment all = new DenseAssignment(anchors, network.classes(), truths);
    double[] weights = new double[truths.size() * anchors.size()];
    for (int image = 0; image < truths.size(); image++) {
      int[] matches = network.matcher().match(truths.get(image).boxes(), anchors);
      double share = 1.0 / Math.max(1, found(matches)) / truths.size();
      for (int i = 0; i < matches.length; i++) {
        boolean counts = matches[i] != BoxMatcher.UNCERTAIN;
        weights[image * matches.length + i] = counts ? share : 0;
      }
      all.add(matches);
    }
    double[] shares = Arrays.stream(all.places()).mapToDouble(i -> weights[(int) i]).toArray();
    return new LossInputs()
        .longs(all.labels())
        .floats(weights, weights.length, 1)
        .longs(all.places())
        .floats(BoxCoder.PLAIN.encode(all.boxes(), all.references()), shares.length, 4)
        .floats(shares, shares.length, 1);
  }

  private static long found(int[] matches) {
    return Arrays.stream(matches).filter(match -> match >= 0).count();
  }
}
