package org.detdiffusion.networks.diffusers;

import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.networks.diffusion.AutoencoderKl;
import org.detdiffusion.networks.diffusion.ClipTextEncoder;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.TorchFile;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;

/**
 * One network of a diffusers directory as a TorchScript file for inputs of fixed shapes.
 *
 * @param batch images or prompts at once
 * @param height of the latents; {@code width} too
 */
public record Compilation(Part part, int batch, int height, int width) {

  /** What can be compiled, with the inputs of its {@code forward}. */
  public enum Part {
    /** {@code ids [N, positions]}, int64, to the prompt's states. */
    TEXT_ENCODER,
    /** {@code sample [N, C, H, W], timesteps [N], context [N, positions, width]} to the noise. */
    UNET,
    /** {@code image [N, 3, H factor, W factor]} to mean and log-variance, one after the other. */
    VAE_ENCODER,
    /** {@code latents [N, C, H, W]}, not scaled, to the image. */
    VAE_DECODER
  }

  /**
   * Writes the file, complete or not at all.
   *
   * @throws IllegalArgumentException for a size that the network can't have
   */
  public void write(DiffusersDirectory model, Path file) throws IOException {
    StoredNetwork stored =
        switch (part) {
          case TEXT_ENCODER -> model.textEncoder();
          case UNET -> model.unet();
          case VAE_ENCODER, VAE_DECODER -> model.autoencoder();
        };
    Parameters parameters = new Parameters(1, (name, shape) -> 0);
    Method method = method(model, parameters);
    stored.checkSome(parameters);
    try (Weights weights = Weights.inPlace(parameters, stored)) {
      TorchFile.write(file, method, parameters, weights);
    }
  }

  private void checkSize(UNet.Config unet) {
    int multiple = 1 << (unet.channels().size() - 1);
    if (part == Part.UNET && (height % multiple != 0 || width % multiple != 0)) {
      throw new IllegalArgumentException(
          "latents of %dx%d do not fit the U-Net: height and width must be multiples of %d"
              .formatted(height, width, multiple));
    }
  }

  private Method method(DiffusersDirectory model, Parameters parameters) throws IOException {
    checkSize(model.unetConfig());
    ClipTextEncoder text = new ClipTextEncoder(model.textConfig());
    UNet unet = new UNet(model.unetConfig());
    AutoencoderKl autoencoder = new AutoencoderKl(model.autoencoderConfig());
    return Trace.method(
        "run",
        parameters,
        Flavour.PORTABLE,
        trace ->
            switch (part) {
              case TEXT_ENCODER -> textEncoder(text, trace);
              case UNET -> unet(unet, text.config(), trace);
              case VAE_ENCODER -> encoder(autoencoder, trace);
              case VAE_DECODER -> decoder(autoencoder, trace);
            });
  }

  private Tensor textEncoder(ClipTextEncoder network, Trace trace) {
    Tensor ids = trace.input("ids", batch, network.config().length());
    return network.forward(trace.root(), ids, Initializer.constant(0));
  }

  private Tensor unet(UNet network, ClipTextEncoder.Config text, Trace trace) {
    Tensor sample = trace.input("sample", batch, network.config().in(), height, width);
    Tensor timesteps = trace.input("timesteps", batch);
    Tensor context = trace.input("context", batch, text.length(), text.width());
    return network.forward(trace.root(), sample, timesteps, context).prediction();
  }

  private Tensor encoder(AutoencoderKl network, Trace trace) {
    int factor = network.config().factor();
    long[] shape = {batch, network.config().in(), (long) height * factor, (long) width * factor};
    AutoencoderKl.Moments moments = network.encode(trace.root(), trace.input("image", shape));
    return Tensor.cat(1, moments.mean(), moments.logVariance());
  }

  private Tensor decoder(AutoencoderKl network, Trace trace) {
    long[] shape = {batch, network.config().latent(), height, width};
    return network.decode(trace.root(), trace.input("latents", shape));
  }
}
