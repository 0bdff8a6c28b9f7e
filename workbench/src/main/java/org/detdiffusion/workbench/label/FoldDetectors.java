package org.detdiffusion.workbench.label;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.detdiffusion.networks.detection.Detector;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.attribute.Folds;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;

/** A detector for each fold of a data set, or one for all of it. */
record FoldDetectors(List<Detector> detectors) implements AutoCloseable {

  static FoldDetectors load(List<Path> directories) throws IOException {
    FoldDetectors loaded = new FoldDetectors(new ArrayList<>());
    try {
      for (Path directory : directories) {
        loaded.detectors.add(Detector.load(directory));
      }
      return loaded;
    } catch (IOException | RuntimeException unusable) {
      loaded.close();
      throw unusable;
    }
  }

  /** Of all detectors; of several, each fold's in turn, with commas between them. */
  String sha256() {
    return detectors.stream().map(Detector::sha256).collect(Collectors.joining(","));
  }

  /** Of all detectors. */
  List<String> classes() {
    return detectors.stream().flatMap(detector -> detector.classes().stream()).distinct().toList();
  }

  /**
   * What the fold's detector sees. For one that looks at squares of one size alone the image is
   * scaled to it, as it is when such a detector is trained, and the boxes are scaled back.
   */
  List<Detection> look(String fileName, PixelImage image) {
    Detector detector = detectors.get(Folds.foldOf(fileName, detectors.size()));
    int side = detector.imageSize();
    if (side == 0 || (image.width() == side && image.height() == side)) {
      return detector.detect(List.of(image)).get(0);
    }
    double across = (double) image.width() / side;
    double down = (double) image.height() / side;
    return detector.detect(List.of(ImageFiles.resize(image, side, side))).get(0).stream()
        .map(seen -> new Detection(seen.className(), seen.box().scale(across, down), seen.score()))
        .toList();
  }

  @Override
  public void close() {
    detectors.forEach(Detector::close);
  }
}
