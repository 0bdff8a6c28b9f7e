package org.detdiffusion.networks.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.TensorData;
import org.detdiffusion.perception.image.PixelImage;

/** The frozen autoencoder at work: pictures to latents and back. */
final class LatentCodec implements AutoCloseable {

  private final GeneratorConfig config;
  private final Weights weights;
  private final Map<Integer, Script> scripts = new HashMap<>();

  LatentCodec(GeneratorConfig config, Map<String, float[]> values) {
    this.config = config;
    this.weights = Weights.of(parameters(config), values);
  }

  static Parameters parameters(GeneratorConfig config) {
    Parameters parameters = Parameters.decayedAndPlain();
    methods(config, parameters, 1);
    return parameters;
  }

  private static List<String> methods(GeneratorConfig config, Parameters parameters, int n) {
    int side = config.imageSize();
    int latent = config.latentSize();
    LinearAutoencoder autoencoder = config.autoencoder();
    return List.of(
        Trace.method(
                "encode",
                parameters,
                trace -> autoencoder.encode(trace.root(), trace.input("images", n, 3, side, side)))
            .source(),
        Trace.method(
                "decode",
                parameters,
                trace ->
                    autoencoder.decode(
                        trace.root(),
                        trace.input("latents", n, autoencoder.channels(), latent, latent)))
            .source());
  }

  Map<String, float[]> values() {
    return weights.toMap();
  }

  Map<String, TensorData> tensors(String prefix) {
    return weights.tensors(prefix);
  }

  void set(ParameterSource source) throws IOException {
    weights.set(source);
  }

  /** Latents of all images, one after the other. */
  float[] encode(List<PixelImage> images) {
    int side = config.imageSize();
    return call("encode", PixelArrays.of(images), images.size(), 3, side, side);
  }

  List<PixelImage> decode(float[] latents) {
    int n = latents.length / config.latentLength();
    int latent = config.latentSize();
    float[] pixels = call("decode", latents, n, config.autoencoder().channels(), latent, latent);
    return PixelArrays.images(pixels, config.imageSize(), config.imageSize());
  }

  private float[] call(
      String method, float[] values, int n, long channels, long height, long width) {
    Script script =
        scripts.computeIfAbsent(n, size -> new Script(methods(config, parameters(config), size)));
    try (NDManager manager = Torch.manager()) {
      NDArray input = manager.create(values, new Shape(n, channels, height, width));
      NDList arguments = new NDList(input);
      weights.addTo(arguments, "p");
      return script.call(method, arguments, false).toFloatArray();
    }
  }

  @Override
  public void close() {
    scripts.values().forEach(Script::close);
    weights.close();
  }
}
