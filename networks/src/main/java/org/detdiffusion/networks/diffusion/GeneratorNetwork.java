package org.detdiffusion.networks.diffusion;

import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;

/** The generator's methods, traced for a batch size. */
final class GeneratorNetwork {

  private final GeneratorConfig config;
  private final Flavour flavour;
  private final Vocabulary vocabulary;

  GeneratorNetwork(GeneratorConfig config, Flavour flavour) {
    this.config = config;
    this.flavour = flavour;
    this.vocabulary = new Vocabulary(config.classes(), config.prompt());
  }

  Method losses(Parameters parameters, int n, LayoutToImageLoss loss) {
    return Trace.method("losses", parameters, flavour, trace -> losses(trace, n, loss));
  }

  private Tensor losses(Trace trace, int n, LayoutToImageLoss loss) {
    int side = config.latentSize();
    Tensor clean = trace.input("clean", n, config.autoencoder().channels(), side, side);
    Tensor noise = trace.input("noise", clean.shape());
    Tensor timesteps = trace.input("timesteps", n);
    Tensor alphasCumprod = trace.input("alphas", n);
    Tensor ids = trace.input("ids", n, config.text().length());
    Tensor map = trace.input("map", n, LayoutMap.channels(config.classes().size()), side, side);

    NoisySample sample = NoisySample.of(clean, noise, alphasCumprod, config.prediction());
    Tensor context = text(trace.root(), ids);
    UNet.Output out = unet(trace.root(), sample.noisy(), map, timesteps, context);
    return loss.of(trace, sample, out, context, alphasCumprod);
  }

  /** {@code ids [n, length]} to the prompt's states. */
  Method context(Parameters parameters, int n) {
    return Trace.method(
        "context",
        parameters,
        flavour,
        trace -> text(trace.root(), trace.input("ids", n, config.text().length())));
  }

  /** {@code latents, map, timesteps, context} to the prediction, for n images. */
  Method denoise(Parameters parameters, int n) {
    int side = config.latentSize();
    return Trace.method(
        "denoise",
        parameters,
        flavour,
        trace -> {
          Tensor latents = trace.input("latents", n, config.autoencoder().channels(), side, side);
          Tensor map =
              trace.input("map", n, LayoutMap.channels(config.classes().size()), side, side);
          Tensor timesteps = trace.input("timesteps", n);
          Tensor context = trace.input("context", n, config.text().length(), config.text().width());
          return unet(trace.root(), latents, map, timesteps, context).prediction();
        });
  }

  private Tensor text(Scope root, Tensor ids) {
    ClipTextEncoder encoder = new ClipTextEncoder(config.text());
    return encoder.forward(root.at("text_encoder"), ids, vocabulary.rows(0.3));
  }

  private UNet.Output unet(
      Scope root, Tensor latents, Tensor map, Tensor timesteps, Tensor context) {
    Tensor input = config.layoutMap() ? Tensor.cat(1, latents, map) : latents;
    return new UNet(config.unet()).forward(root.at("unet"), input, timesteps, context);
  }
}
