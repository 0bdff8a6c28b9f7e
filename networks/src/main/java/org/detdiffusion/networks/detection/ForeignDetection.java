package org.detdiffusion.networks.detection;

import java.util.List;
import java.util.function.Function;
import org.detdiffusion.networks.detection.exported.ExportedDetector;
import org.detdiffusion.networks.detection.torchvision.TorchvisionDetector;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;

/** A detector that was not trained here; it looks at images of any size, one at a time. */
record ForeignDetection(
    List<String> classes,
    String sha256,
    Function<PixelImage, List<Detection>> look,
    Runnable release)
    implements Detector.Network {

  static ForeignDetection of(TorchvisionDetector detector) {
    return new ForeignDetection(
        detector.classes(), detector.sha256(), detector::detect, detector::close);
  }

  static ForeignDetection of(ExportedDetector detector) {
    return new ForeignDetection(
        detector.classes(), detector.sha256(), detector::detect, detector::close);
  }

  @Override
  public int imageSize() {
    return 0;
  }

  @Override
  public List<List<Detection>> detect(List<PixelImage> images) {
    return images.stream().map(look).toList();
  }

  @Override
  public void close() {
    release.run();
  }
}
