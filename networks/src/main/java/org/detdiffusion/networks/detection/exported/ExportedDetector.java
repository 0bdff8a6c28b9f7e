package org.detdiffusion.networks.detection.exported;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.networks.detection.settings.DescribedDirectory;
import org.detdiffusion.networks.script.HalfMade;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;

/**
 * A detector from a directory with {@code config.json}, see {@link ExportedSettings}, and one file,
 * TorchScript or ONNX. Calls may come from any thread.
 */
public final class ExportedDetector implements AutoCloseable {

  private static final List<String> ENDINGS = List.of(".onnx", ".torchscript", ".pt");

  private final ExportedSettings settings;
  private final ExportedNetwork network;
  private final Letterbox letterbox;
  private final OutputLayout layout;
  private final String sha256;

  private ExportedDetector(
      ExportedSettings settings, ExportedNetwork network, Letterbox letterbox, String sha256) {
    this.settings = settings;
    this.network = network;
    this.letterbox = letterbox;
    this.sha256 = sha256;
    layout = layout(settings, network.run(letterbox.empty()));
  }

  private static OutputLayout layout(ExportedSettings settings, List<OutputArray> outputs) {
    int classes = settings.classes().size();
    return settings.output().isPresent()
        ? settings.output().get().require(outputs, classes)
        : OutputLayout.recognise(outputs, classes);
  }

  /**
   * Opens the file and runs it once, on a grey image. TorchScript is a program: only what lies in
   * the directory itself is opened, no link that leads out of it.
   *
   * @throws InvalidWeightsException in one sentence that names the file and the cure
   */
  public static ExportedDetector open(DescribedDirectory directory) throws IOException {
    ExportedSettings settings = settings(directory);
    Path file = directory.file(ENDINGS);
    if (!file.toRealPath().startsWith(directory.path().toRealPath())) {
      throw new InvalidWeightsException(file, "leads out of its directory: put the file there");
    }
    String sha256 = directory.sha256(file);
    try (HalfMade made = new HalfMade()) {
      ExportedNetwork network = made.with(network(file), ExportedNetwork::close);
      Letterbox letterbox = settings.letterbox(network.size());
      ExportedDetector detector = new ExportedDetector(settings, network, letterbox, sha256);
      made.whole();
      return detector;
    } catch (RuntimeException e) {
      throw new InvalidWeightsException(file, e.getMessage());
    }
  }

  private static ExportedSettings settings(DescribedDirectory directory) throws IOException {
    try {
      return ExportedSettings.read(directory.json());
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(directory.config(), e.getMessage());
    }
  }

  private static ExportedNetwork network(Path file) throws IOException {
    try {
      return file.toString().endsWith(".onnx")
          ? new OnnxNetwork(Files.readAllBytes(file))
          : new TorchScriptNetwork(file);
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(file, e.getMessage());
    }
  }

  public List<String> classes() {
    return settings.classes();
  }

  /** Of the checksums of both files. */
  public String sha256() {
    return sha256;
  }

  /**
   * Best first.
   *
   * @throws IllegalArgumentException in one sentence when the network gives what it did not give
   *     before
   */
  public List<Detection> detect(PixelImage image) {
    Letterbox.Filled input = letterbox.fill(image);
    List<OutputArray> outputs = network.run(input);
    layout.require(outputs, settings.classes().size());
    Placement placement =
        layout == OutputLayout.YOLOV5
            ? input.placement().unrounded(input.width(), input.height())
            : input.placement();
    return candidates(outputs).stream()
        .filter(Candidate::isFinite)
        .limit(settings.most())
        .map(found -> detection(found, placement))
        .toList();
  }

  private List<Candidate> candidates(List<OutputArray> outputs) {
    return switch (layout) {
      case TORCHVISION -> SeparateArrays.find(outputs).orElseThrow().candidates(settings);
      case END_TO_END -> YoloRows.of(outputs.get(0), layout).finished(settings);
      default ->
          settings
              .suppression(layout)
              .apply(YoloRows.of(outputs.get(0), layout).candidates(settings));
    };
  }

  private Detection detection(Candidate found, Placement placement) {
    String name = settings.classes().get(found.label());
    return new Detection(name, placement.restore(found), found.score());
  }

  @Override
  public void close() {
    network.close();
  }
}
