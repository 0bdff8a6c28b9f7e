package org.detdiffusion.networks.detection.torchvision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.networks.detection.boxes.Boxes;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.TensorFile;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;

/**
 * A detector of torchvision from a directory with {@code config.json}, see {@link
 * TorchvisionSettings#read}, and one file of weights, {@code .safetensors} or {@code .pth}. Calls
 * may come from any thread.
 */
public final class TorchvisionDetector implements AutoCloseable {

  /** The file that makes a directory one of these. */
  public static final String CONFIG = "config.json";

  private static final JsonMapper JSON = new JsonMapper();

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
  public static TorchvisionDetector open(Path directory) throws IOException {
    Path config = directory.resolve(CONFIG);
    Path weights = weights(directory);
    TorchvisionSettings settings = settings(config);
    String both = Sha256.of(config) + Sha256.of(weights);
    return new TorchvisionDetector(
        settings,
        network(config, settings, TensorFile.open(weights)),
        Sha256.of(both.getBytes(StandardCharsets.US_ASCII)));
  }

  private static TorchvisionSettings settings(Path config) throws IOException {
    try {
      return TorchvisionSettings.read(JSON.readTree(config.toFile()));
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(config, "is not valid JSON");
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(config, e.getMessage());
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

  private static Path weights(Path directory) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.list(directory)) {
      found = files.filter(TorchvisionDetector::isWeights).sorted().toList();
    }
    if (found.size() != 1) {
      throw new InvalidWeightsException(
          directory,
          "needs exactly one file that ends in .safetensors, .pth, .pt or .bin, and has "
              + found.size());
    }
    return found.get(0);
  }

  private static boolean isWeights(Path file) {
    return file.getFileName().toString().matches(".*\\.(safetensors|pth|pt|bin)");
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
