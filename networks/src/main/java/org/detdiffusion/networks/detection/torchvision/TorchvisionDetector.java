package org.detdiffusion.networks.detection.torchvision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.detection.boxes.Boxes;
import org.detdiffusion.networks.detection.settings.DescribedDirectory;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.TensorFile;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;

/**
 * A detector of torchvision from a directory with {@code config.json}, see {@link
 * TorchvisionSettings#read}, and one file of weights, {@code .safetensors} or {@code .pth}. Calls
 * may come from any thread.
 */
public final class TorchvisionDetector implements AutoCloseable {

  private static final List<String> ENDINGS = List.of(".safetensors", ".pth", ".pt", ".bin");

  private final TorchvisionSettings settings;
  private final LoadedDetector network;
  private final String sha256;

  private TorchvisionDetector(TorchvisionSettings settings, LoadedDetector network, String sha256) {
    this.settings = settings;
    this.network = network;
    this.sha256 = sha256;
  }

  /**
   * @throws InvalidWeightsException in one sentence that names the file and the setting or tensor
   */
  public static TorchvisionDetector open(DescribedDirectory directory) throws IOException {
    Path config = directory.config();
    Path weights = directory.file(ENDINGS);
    TorchvisionSettings settings = settings(directory);
    return new TorchvisionDetector(
        settings, network(config, settings, TensorFile.open(weights)), directory.sha256(weights));
  }

  private static TorchvisionSettings settings(DescribedDirectory directory) throws IOException {
    try {
      return TorchvisionSettings.read(directory.json());
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(directory.config(), e.getMessage());
    }
  }

  private static LoadedDetector network(
      Path config, TorchvisionSettings settings, TensorFile tensors) throws IOException {
    try {
      return LoadedDetector.of(settings.network(), new TorchvisionWeights(tensors));
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(config, "describes no network: " + e.getMessage());
    }
  }

  public List<String> classes() {
    return settings.classes();
  }

  /** Of the checksums of both files. */
  public String sha256() {
    return sha256;
  }

  /** Best first. An image is looked at alone, so that others have no influence on its padding. */
  public List<Detection> detect(PixelImage image) {
    ImageBatch batch = settings.resizing().apply(List.of(Planes.of(image)));
    Found found = network.detect(batch).get(0);
    List<Detection> detections = new ArrayList<>();
    for (int i = 0; i < found.labels().length; i++) {
      String name = settings.classes().get(found.labels()[i]);
      detections.add(new Detection(name, box(found.boxes(), i), found.scores()[i]));
    }
    return detections;
  }

  private static Box box(Boxes boxes, int i) {
    return Box.ofCorners(boxes.get(i, 0), boxes.get(i, 1), boxes.get(i, 2), boxes.get(i, 3));
  }

  @Override
  public void close() {
    network.close();
  }
}
