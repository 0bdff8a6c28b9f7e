package org.detdiffusion.networks.detection.torchvision;

import org.detdiffusion.networks.detection.boxes.Boxes;

/**
 * What is to be found on a resized image.
 *
 * @param boxes in pixels of the resized image
 * @param labels index of each one's class
 */
// Handed on and never compared as values.
@SuppressWarnings("ArrayRecordComponent")
public record Truth(Boxes boxes, int[] labels) {

  public Truth {
    if (boxes.size() != labels.length) {
      throw new IllegalArgumentException(
          boxes.size() + " boxes need as many labels, not " + labels.length);
    }
  }
}
