package org.detdiffusion.networks.detection.exported;

import org.detdiffusion.perception.geometry.Box;

/**
 * Where an image lies in what a network sees.
 *
 * @param gain pixels of the network a pixel of the image
 * @param left padding in pixels
 * @param top padding in pixels
 */
record Placement(double gain, double left, double top, int imageWidth, int imageHeight) {

  /**
   * YOLOv5 takes the padding to be half of what the exact scaled size leaves, up to half a pixel
   * away from where the image lies.
   */
  Placement unrounded(int width, int height) {
    return new Placement(
        gain,
        (width - imageWidth * gain) / 2,
        (height - imageHeight * gain) / 2,
        imageWidth,
        imageHeight);
  }

  /** A box in pixels of the image, clipped to it. */
  Box restore(Candidate candidate) {
    return Box.ofCorners(
        restore(candidate.x1(), left, imageWidth),
        restore(candidate.y1(), top, imageHeight),
        restore(candidate.x2(), left, imageWidth),
        restore(candidate.y2(), top, imageHeight));
  }

  private double restore(float place, double padding, int size) {
    float restored = (place - (float) padding) / (float) gain;
    return Math.min(Math.max(restored, 0), size);
  }
}
