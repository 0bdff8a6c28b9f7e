package org.detdiffusion.networks.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.detection.exported.ExportedDetector;
import org.detdiffusion.networks.detection.settings.DescribedDirectory;
import org.detdiffusion.networks.detection.torchvision.TorchvisionDetector;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;

/** A trained detector, ours or somebody else's. Calls may come from any thread. */
public final class Detector implements AutoCloseable {

  private final Network network;

  private Detector(Network network) {
    this.network = network;
  }

  /** What stands behind a detector. */
  interface Network extends AutoCloseable {

    List<String> classes();

    String sha256();

    int imageSize();

    List<List<Detection>> detect(List<PixelImage> images);

    @Override
    void close();
  }

  /**
   * Loads a checkpoint that we wrote, or a directory with a {@code config.json} and one file: of
   * torchvision's weights where the config names an architecture, else TorchScript or ONNX.
   * TorchScript is a program: load it from nowhere but a place that only you can write to.
   *
   * @throws org.detdiffusion.networks.weights.InvalidWeightsException when the directory was
   *     changed or is not a detector's
   */
  public static Detector load(Path directory) throws IOException {
    DescribedDirectory described = new DescribedDirectory(directory);
    if (!described.isDescribed()) {
      return new Detector(PocketDetection.load(directory));
    }
    return new Detector(
        described.json().has("architecture")
            ? ForeignDetection.of(TorchvisionDetector.open(described))
            : ForeignDetection.of(ExportedDetector.open(described)));
  }

  /** For weights that are still being trained. */
  static Detector of(DetectorConfig config, Map<String, float[]> values) {
    return new Detector(new PocketDetection(config, "", values));
  }

  public List<String> classes() {
    return network.classes();
  }

  /** Of all that makes the detector; the same only for the same detector. */
  public String sha256() {
    return network.sha256();
  }

  /** Side of the square images it takes, in pixels; 0 when it takes images of any size. */
  public int imageSize() {
    return network.imageSize();
  }

  /**
   * For each image its detections, best first, at most 100, with a score of 0.05 at least;
   * detectors that are not ours have settings of their own for both.
   *
   * @throws IllegalArgumentException for an image of another size than {@link #imageSize}
   */
  public List<List<Detection>> detect(List<PixelImage> images) {
    return network.detect(images);
  }

  @Override
  public void close() {
    network.close();
  }
}
