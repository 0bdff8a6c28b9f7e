package org.detdiffusion.networks.diffusion;

import java.util.List;
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

  /** Names of what {@link #losses} returns, in its order. */
  static final List<String> LOSSES =
      List.of("loss", "loss_denoise", "loss_perception_mask", "loss_perception_dice");

  /**
   * The training loss {@code L = L_LDM + lambda L_p} (DetDiffusion 3.2); with lambda 0 there is no
   * perception head at all.
   */
  Method losses(Parameters parameters, int n, double lambda) {
    return Trace.method("losses", parameters, flavour, trace -> losses(trace, n, lambda));
  }

  private Tensor losses(Trace trace, int n, double lambda) {
    int side = config.latentSize();
    Tensor clean = trace.input("clean", n, config.autoencoder().channels(), side, side);
    Tensor noise = trace.input("noise", clean.shape());
    Tensor timesteps = trace.input("timesteps", n);
    Tensor alphasCumprod = trace.input("alphas", n);
    Tensor ids = trace.input("ids", n, config.text().length());
    Tensor map = trace.input("map", n, LayoutMap.channels(config.classes().size()), side, side);
    Tensor weight = trace.input("weight", n, 1, side, side);

    NoisySample sample = NoisySample.of(clean, noise, alphasCumprod, config.prediction());
    Tensor context = text(trace.root(), ids);
    UNet.Output out = unet(trace.root(), sample.noisy(), map, timesteps, context);
    Tensor denoise = sample.loss(out.prediction(), weight);
    if (lambda == 0) {
      return Tensor.stack(List.of(denoise, denoise, denoise.times(0), denoise.times(0)));
    }
    PerceptionLoss.Terms terms = perception(trace, out, context, alphasCumprod, n);
    Tensor total = denoise.plus(terms.mask().plus(terms.dice()).times(lambda));
    return Tensor.stack(List.of(total, denoise, terms.mask(), terms.dice()));
  }

  private PerceptionLoss.Terms perception(
      Trace trace, UNet.Output out, Tensor context, Tensor alphasCumprod, int n) {
    int side = config.latentSize() * config.head().upscale();
    Tensor objects = trace.input("objects", n, config.maxObjects());
    Tensor masks = trace.input("masks", n, config.maxObjects(), side, side);
    Tensor present = trace.input("present", n, config.maxObjects());
    Scope head = trace.root().at("perception_head");
    Tensor logits = config.head().forward(head, out.levels(), context.gatherRows(objects));
    return PerceptionLoss.of(logits, masks, present, alphasCumprod);
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
