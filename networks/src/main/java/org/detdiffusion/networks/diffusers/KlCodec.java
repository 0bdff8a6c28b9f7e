package org.detdiffusion.networks.diffusers;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Map;
import org.detdiffusion.networks.diffusion.AutoencoderKl;
import org.detdiffusion.networks.diffusion.samplers.InitialNoise;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Torch;

/** The frozen autoencoder of a diffusers directory at work: pictures to latents and back. */
final class KlCodec implements AutoCloseable {

  private final AutoencoderKl.Config config;
  private final LoadedNetwork network;

  private KlCodec(AutoencoderKl.Config config, LoadedNetwork network) {
    this.config = config;
    this.network = network;
  }

  static KlCodec load(DiffusersDirectory model, Flavour flavour) throws IOException {
    AutoencoderKl network = new AutoencoderKl(model.autoencoderConfig());
    AutoencoderKl.Config config = network.config();
    long[] images = {1, config.in(), config.factor(), config.factor()};
    return new KlCodec(
        config,
        new LoadedNetwork(
            model.autoencoder(),
            flavour,
            Map.of(
                "encode",
                (trace, in) -> network.encode(trace.root(), in.get(0)).sample(in.get(1)),
                "decode",
                (trace, in) -> network.decode(trace.root(), in.get(0))),
            Map.of(
                "encode", new long[][] {images, {1, config.latent(), 1, 1}},
                "decode", new long[][] {{1, config.latent(), 1, 1}})));
  }

  AutoencoderKl.Config config() {
    return config;
  }

  /**
   * A draw of each picture's latents, scaled to variance 1.
   *
   * @param pixels {@code [n, 3, height, width]} in -1..1
   * @param seed of the draw
   * @return {@code [n, latent, height / factor, width / factor]}
   */
  float[] encode(float[] pixels, int n, int height, int width, long seed) {
    long[] latents = {n, config.latent(), height / config.factor(), width / config.factor()};
    double[] noise = InitialNoise.of(new long[] {seed}, Math.toIntExact(new Shape(latents).size()));
    float[] drawn;
    try (NDManager manager = Torch.manager()) {
      var images = manager.create(pixels, new Shape(n, config.in(), height, width));
      var random = manager.create(noise).toType(ai.djl.ndarray.types.DataType.FLOAT32, false);
      drawn = network.call("encode", images, random.reshape(new Shape(latents))).toFloatArray();
    }
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] *= (float) config.scaling();
    }
    return drawn;
  }

  /**
   * @param latents {@code [n, latent, height, width]}, scaled as {@link #encode} returns them
   * @return {@code [n, 3, height factor, width factor]}, some -1..1
   */
  float[] decode(double[] latents, int n, int height, int width) {
    float[] scaled = new float[latents.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (latents[i] / config.scaling());
    }
    try (NDManager manager = Torch.manager()) {
      Shape shape = new Shape(n, config.latent(), height, width);
      return network.call("decode", manager.create(scaled, shape)).toFloatArray();
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
