package org.detdiffusion.networks.features;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.networks.detection.torchvision.TorchvisionWeights;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.TensorFile;
import org.detdiffusion.perception.image.PixelImage;

/**
 * The 2048 features of an image that {@link org.detdiffusion.perception.metrics.FrechetDistance}
 * compares. Calls may come from any thread.
 */
public final class InceptionFeatures implements AutoCloseable {

  private final Script script;
  private final Weights weights;

  private InceptionFeatures(TorchvisionWeights source) throws IOException {
    Parameters parameters = new Parameters(1, (name, shape) -> 0);
    Trace.Method method = Trace.method("features", parameters, InceptionFeatures::features);
    source.check(parameters);
    weights = Weights.copied(parameters, source);
    script = new Script(List.of(method.source()));
  }

  /**
   * Of the weights that pytorch-fid publishes, or torchvision's {@code inception_v3}, as {@code
   * .pth} or safetensors.
   *
   * @throws org.detdiffusion.networks.weights.InvalidWeightsException when the file is something
   *     else
   */
  public static InceptionFeatures open(Path file) throws IOException {
    return new InceptionFeatures(
        new TorchvisionWeights(
            TensorFile.open(file),
            name -> name.startsWith("fc.") || name.startsWith("AuxLogits.")));
  }

  private static Tensor features(Trace trace) {
    List<Tensor> blocks = Inception.forward(trace.root(), trace.input("images", 1, 3, 299, 299));
    Tensor last = blocks.get(blocks.size() - 1);
    return last.apply(new long[] {last.size(1)}, "torch.flatten(%s)", last);
  }

  /** A row for {@link org.detdiffusion.perception.metrics.FrechetDistance}. */
  public double[] of(PixelImage image) {
    int pixels = image.width() * image.height();
    float[] planes = new float[3 * pixels];
    byte[] rgb = image.rgb();
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (rgb[3 * (i % pixels) + i / pixels] & 0xff) / 255f;
    }
    try (NDManager manager = Torch.manager()) {
      Shape shape = new Shape(1, 3, image.height(), image.width());
      NDList inputs = new NDList(manager.create(planes, shape));
      weights.addTo(inputs, "p");
      float[] features = script.call("features", inputs, false).toFloatArray();
      double[] row = new double[features.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = features[i];
      }
      return row;
    }
  }

  @Override
  public void close() {
    script.close();
    weights.close();
  }
}
