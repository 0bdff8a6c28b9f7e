package org.detdiffusion.networks.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.detection.torchvision.TorchvisionDetector;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;

/** A trained detector, ours or torchvision's. Calls may come from any thread. */
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
   * Loads a checkpoint that we wrote, or a directory with a detector of torchvision: a {@code
   * config.json} and one file of weights.
   *
   * @throws org.detdiffusion.networks.weights.InvalidWeightsException when the directory was
   *     changed or is not a detector's
   */
  public static Detector load(Path directory) throws IOException {
    boolean foreign = Files.isRegularFile(directory.resolve(TorchvisionDetector.CONFIG));
    return new Detector(
        foreign
            ? new TorchvisionDetection(TorchvisionDetector.open(directory))
            : PocketDetection.load(directory));
  }

  /** For weights that are still being trained. */
  static Detector of(DetectorConfig config, Map<String, float[]> values) {
    return new Detector(new PocketDetection(config, "", values));
  }

  private record TorchvisionDetection(TorchvisionDetector detector) implements Network {

    @Override
    public List<String> classes() {
      return detector.classes();
    }

    @Override
    public String sha256() {
      return detector.sha256();
    }

    @Override
    public int imageSize() {
      return 0;
    }

    @Override
    public List<List<Detection>> detect(List<PixelImage> images) {
      return images.stream().map(detector::detect).toList();
    }

    @Override
    public void close() {
      detector.close();
    }
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
   * torchvision's detectors have settings of their own for both.
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
