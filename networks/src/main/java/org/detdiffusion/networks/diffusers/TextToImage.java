package org.detdiffusion.networks.diffusers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.detdiffusion.networks.diffusion.ClipTextEncoder;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.diffusion.samplers.GuidedDenoiser;
import org.detdiffusion.networks.diffusion.samplers.NoiseSource;
import org.detdiffusion.networks.diffusion.samplers.Sampler;
import org.detdiffusion.networks.diffusion.samplers.StepListener;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.HalfMade;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Torch;

/** Stable Diffusion: prompts to pictures, as diffusers' pipeline. One thread at a time. */
public final class TextToImage implements AutoCloseable {

  private static final Initializer STORED = Initializer.constant(0);

  private final LoadedNetwork text;
  private final LoadedNetwork unet;
  private final KlCodec codec;

  private TextToImage(LoadedNetwork text, LoadedNetwork unet, KlCodec codec) {
    this.text = text;
    this.unet = unet;
    this.codec = codec;
  }

  /** In single precision: the numbers of the originals. */
  public static TextToImage load(DiffusersDirectory model) throws IOException {
    return load(model, Flavour.SINGLE);
  }

  /** Checks every name and shape first; values are read when they are used. */
  public static TextToImage load(DiffusersDirectory model, Flavour flavour) throws IOException {
    try (HalfMade made = new HalfMade()) {
      LoadedNetwork text = made.with(text(model, flavour), LoadedNetwork::close);
      LoadedNetwork unet = made.with(unet(model, flavour), LoadedNetwork::close);
      KlCodec codec = KlCodec.load(model, flavour);
      made.whole();
      return new TextToImage(text, unet, codec);
    }
  }

  private static LoadedNetwork text(DiffusersDirectory model, Flavour flavour) throws IOException {
    ClipTextEncoder network = new ClipTextEncoder(model.textConfig());
    return new LoadedNetwork(
        model.textEncoder(),
        flavour,
        Map.of("text", (trace, in) -> network.forward(trace.root(), in.get(0), STORED)),
        Map.of("text", new long[][] {{1, 1}}));
  }

  private static LoadedNetwork unet(DiffusersDirectory model, Flavour flavour) throws IOException {
    UNet network = new UNet(model.unetConfig());
    long side = 1L << network.config().channels().size();
    long[] latents = {1, network.config().in(), side, side};
    long[] context = {1, 1, model.textConfig().width()};
    return new LoadedNetwork(
        model.unet(),
        flavour,
        Map.of(
            "denoise",
            (trace, in) ->
                network.forward(trace.root(), in.get(0), in.get(1), in.get(2)).prediction()),
        Map.of("denoise", new long[][] {latents, {1}, context}));
  }

  /**
   * What to draw.
   *
   * @param ids of each prompt, all of one length
   * @param nullIds of the prompt that guidance leads away from, of the same length
   * @param height of the latents, and {@code width}; an eighth of the picture's in SD 1.5
   * @param noise of variance 1, {@code [prompts, latent channels, height, width]}
   */
  public record Request(
      long[][] ids, long[] nullIds, double guidance, int height, int width, double[] noise) {}

  /** Latents, {@code [prompts, channels, height, width]}. */
  public double[] sample(
      Request request, Sampler sampler, NoiseSource noise, StepListener listener) {
    int n = request.ids.length;
    Shape shape = new Shape(2L * n, codec.config().latent(), request.height, request.width);
    try (NDManager manager = Torch.manager()) {
      NDArray context = text.call("text", manager.create(prompts(request)));
      GuidedDenoiser denoiser =
          new GuidedDenoiser(
              request.guidance,
              (twice, timestep) -> {
                float[] times = new float[2 * n];
                Arrays.fill(times, timestep);
                try (NDManager step = manager.newSubManager()) {
                  NDArray latents = step.create(twice, shape);
                  return unet.call("denoise", latents, step.create(times), context).toFloatArray();
                }
              });
      return sampler.sample(denoiser, request.noise, noise, listener);
    }
  }

  private static long[][] prompts(Request request) {
    long[][] ids = Arrays.copyOf(request.ids, 2 * request.ids.length);
    Arrays.fill(ids, request.ids.length, ids.length, request.nullIds);
    return ids;
  }

  /** The autoencoder alone. */
  KlCodec codec() {
    return codec;
  }

  /**
   * Latents to pictures.
   *
   * @param latents as {@link #sample} returns them
   * @return {@code [n, 3, height, width]} in 0..1
   */
  public float[] decode(double[] latents, int n, int height, int width) {
    float[] pixels = codec.decode(latents, n, height, width);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Math.max(0, Math.min(1, pixels[i] / 2 + 0.5f));
    }
    return pixels;
  }

  @Override
  public void close() {
    text.close();
    unet.close();
    codec.close();
  }
}
