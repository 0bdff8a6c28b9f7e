package org.detdiffusion.labeller;

import java.util.List;
import org.detdiffusion.networks.detection.Detector;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;

/** A detector network. */
record NetworkJudge(Detector detector) implements Judge {

  @Override
  public int imageSize() {
    return detector.imageSize();
  }

  @Override
  public List<Detection> detect(PixelImage image) {
    return detector.detect(List.of(image)).get(0);
  }

  @Override
  public void close() {
    detector.close();
  }
}
