package org.detdiffusion.networks.detection;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;

/** A trained {@link PocketDetector}. */
final class PocketDetection implements Detector.Network {

  private static final int LARGEST_BATCH = 32;

  private final DetectorConfig config;
  private final String sha256;
  private final Script script;
  private final Weights weights;

  PocketDetection(DetectorConfig config, String sha256, Map<String, float[]> values) {
    Parameters parameters = Parameters.decayedAndPlain();
    Trace.Method method =
        Trace.method("detect", parameters, trace -> scoresAndDistances(trace, config));
    this.config = config;
    this.sha256 = sha256;
    weights = Weights.of(parameters, values);
    script = new Script(List.of(method.source()));
  }

  static PocketDetection load(Path checkpointDirectory) throws IOException {
    DetectorCheckpoint checkpoint = DetectorCheckpoint.read(checkpointDirectory);
    try {
      return new PocketDetection(checkpoint.config(), checkpoint.sha256(), checkpoint.values());
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(checkpointDirectory, e.getMessage());
    }
  }

  @Override
  public List<String> classes() {
    return config.classes();
  }

  /** Of the checkpoint's manifest. */
  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public int imageSize() {
    return config.imageSize();
  }

  @Override
  public List<List<Detection>> detect(List<PixelImage> images) {
    List<List<Detection>> detections = new ArrayList<>();
    for (int from = 0; from < images.size(); from += LARGEST_BATCH) {
      int to = Math.min(from + LARGEST_BATCH, images.size());
      detections.addAll(detectBatch(images.subList(from, to)));
    }
    return detections;
  }

  private List<List<Detection>> detectBatch(List<PixelImage> images) {
    DetectorOutput output = new DetectorOutput(config, run(images));
    List<List<Detection>> detections = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      detections.add(output.detections(i));
    }
    return detections;
  }

  private float[] run(List<PixelImage> images) {
    int side = config.imageSize();
    float[] planes = new float[images.size() * 3 * side * side];
    for (int i = 0; i < images.size(); i++) {
      PixelImage image = images.get(i); // once: it may be read when it is asked for
      ImageArrays.check(image, side);
      ImageArrays.fill(image, planes, i * 3 * side * side);
    }
    try (NDManager manager = Torch.manager()) {
      NDList inputs = new NDList(manager.create(planes, new Shape(images.size(), 3, side, side)));
      weights.addTo(inputs, "p");
      return script.call("detect", inputs, false).toFloatArray();
    }
  }

  private static Tensor scoresAndDistances(Trace trace, DetectorConfig config) {
    Tensor images = trace.input("images", 1, 3, config.imageSize(), config.imageSize());
    PocketDetector.Output out = new PocketDetector(config).forward(trace.root(), images);
    return Tensor.cat(1, out.logits().sigmoid(), out.distances());
  }

  @Override
  public void close() {
    script.close();
    weights.close();
  }
}
