package org.detdiffusion.labeller;

import java.util.List;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;

/** Sees the same on every image. */
final class FixedJudge implements Judge {
  private final List<Detection> detections;
  boolean closed;

  FixedJudge(Detection... detections) {
    this.detections = List.of(detections);
  }

  @Override
  public int imageSize() {
    return Examples.SIDE;
  }

  @Override
  public List<Detection> detect(PixelImage image) {
    return detections;
  }

  @Override
  public void close() {
    closed = true;
  }
}
