package org.detdiffusion.networks.detection.torchvision;

import org.detdiffusion.networks.detection.boxes.Boxes;

/**
 * The raw answers of a one-stage detector for a batch.
 *
 * @param values {@code [N, anchors, classes + 4]}: scores 0..1, then the code of a box
 * @param counts of anchors on each level
 */
// Handed on and never compared as values.
@SuppressWarnings("ArrayRecordComponent")
record DenseAnswers(float[] values, int classes, Boxes anchors, int[] counts) {

  int at(int image, int anchor) {
    return (image * anchors.size() + anchor) * (classes + 4);
  }

  float score(int image, int anchor, int label) {
    return values[at(image, anchor) + label];
  }
}
