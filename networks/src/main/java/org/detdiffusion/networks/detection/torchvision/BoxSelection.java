package org.detdiffusion.networks.detection.torchvision;

import org.detdiffusion.networks.detection.boxes.BoxCoder;
import org.detdiffusion.networks.detection.boxes.Boxes;

/**
 * Which answers of the second stage become detections.
 *
 * @param coder of the boxes
 * @param score that a detection must pass, 0..1
 * @param overlap above which the weaker of two of a class is dropped
 * @param detections of an image, at most
 */
public record BoxSelection(BoxCoder coder, double score, double overlap, int detections) {

  private static final double SMALLEST = 1e-2;

  /**
   * @param answers {@code [R, 5 classes]}: scores 0..1, background first, then codes
   * @param start row of the image's first proposal
   */
  Found select(float[] answers, int classes, int start, Boxes proposals, ImageBatch.Size size) {
    Candidates selected = new Candidates();
    for (int i = 0; i < proposals.size(); i++) {
      int row = 5 * classes * (start + i);
      for (int label = 1; label < classes; label++) {
        if (answers[row + label] > score) {
          double[] box = new double[4];
          coder.decode(proposals, i, answers, row + classes + 4 * label, box, 0);
          selected.add(box, answers[row + label], label);
        }
      }
    }
    Found clipped = Candidates.atLeast(selected.clipped(size), SMALLEST);
    return clipped.suppressed(overlap, detections);
  }
}
