package org.detdiffusion.networks.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.perception.image.PixelImage;

/**
 * Fits the linear autoencoder: principal components of the images' patches, centred, component i
 * divided by the root of its standard deviation, all scaled to unit variance together. Without
 * centring and scaling a diffusion model of this size hardly learns.
 */
final class PrincipalComponents {

  /** Covariance to eigenvalues (first row) and eigenvectors (columns below), ascending. */
  private static final String EIGEN =
      """
        def eigen(self: __torch__.Ops, covariance: Tensor) -> Tensor:
          values, vectors = torch.linalg_eigh(covariance)
          return torch.cat([torch.unsqueeze(values, 0), vectors], 0)
      """;

  private final int patch;
  private final int width;
  private final int channels;

  PrincipalComponents(LinearAutoencoder autoencoder) {
    this.patch = autoencoder.patch();
    this.width = 3 * patch * patch;
    this.channels = autoencoder.channels();
  }

  Map<String, float[]> fit(Iterable<PixelImage> images) {
    double[] mean = new double[width];
    double[] covariance = covariance(images, mean);
    double[] eigen = eigen(covariance);
    double[] deviation = new double[channels];
    double[] scale = new double[channels];
    double variance = 0;
    for (int c = 0; c < channels; c++) {
      deviation[c] = Math.sqrt(Math.max(eigen[width - 1 - c], 1e-8));
      variance += deviation[c] / channels;
    }
    for (int c = 0; c < channels; c++) {
      scale[c] = 1 / Math.sqrt(deviation[c] * variance);
    }
    return weights(mean, eigen, scale);
  }

  private double[] covariance(Iterable<PixelImage> images, double[] mean) {
    double[] products = new double[width * width];
    long count = 0;
    for (PixelImage image : images) {
      float[] pixels = PixelArrays.of(List.of(image));
      for (int y = 0; y + patch <= image.height(); y += patch) {
        for (int x = 0; x + patch <= image.width(); x += patch) {
          add(patchAt(pixels, image, x, y), mean, products);
          count++;
        }
      }
    }
    for (int i = 0; i < width; i++) {
      mean[i] /= count;
    }
    for (int i = 0; i < width * width; i++) {
      products[i] = products[i] / count - mean[i / width] * mean[i % width];
    }
    return products;
  }

  private double[] patchAt(float[] pixels, PixelImage image, int x, int y) {
    double[] values = new double[width];
    for (int i = 0; i < width; i++) {
      int row = y + i / patch % patch;
      int plane = i / (patch * patch);
      values[i] = pixels[(plane * image.height() + row) * image.width() + x + i % patch];
    }
    return values;
  }

  private void add(double[] values, double[] sums, double[] products) {
    for (int i = 0; i < width; i++) {
      sums[i] += values[i];
      for (int j = 0; j < width; j++) {
        products[i * width + j] += values[i] * values[j];
      }
    }
  }

  private double[] eigen(double[] covariance) {
    try (Script script = new Script(List.of(EIGEN));
        NDManager manager = Torch.manager()) {
      NDArray matrix = manager.create(covariance, new Shape(width, width));
      return script.call("eigen", new NDList(matrix), false).toDoubleArray();
    }
  }

  private Map<String, float[]> weights(double[] mean, double[] eigen, double[] scale) {
    float[] encoder = new float[channels * width];
    float[] bias = new float[channels];
    float[] decoder = new float[channels * width];
    float[] decoderBias = new float[width];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < width; i++) {
        double component = eigen[(1 + i) * width + width - 1 - c];
        encoder[c * width + i] = (float) (component * scale[c]);
        decoder[c * width + i] = (float) (component / scale[c]);
        bias[c] -= (float) (component * scale[c] * mean[i]);
      }
    }
    for (int i = 0; i < width; i++) {
      decoderBias[i] = (float) mean[i];
    }
    return Map.of(
        "encoder.weight", encoder,
        "encoder.bias", bias,
        "decoder.weight", decoder,
        "decoder.bias", decoderBias);
  }
}
