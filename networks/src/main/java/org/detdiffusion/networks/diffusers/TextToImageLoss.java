package org.detdiffusion.networks.diffusers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.detdiffusion.networks.diffusion.ClipTextEncoder;
import org.detdiffusion.networks.diffusion.LayoutToImageLoss;
import org.detdiffusion.networks.diffusion.NoisySample;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.diffusion.samplers.PredictionType;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.weights.InvalidWeightsException;

/**
 * The loss that text encoder, U-Net and perception head are trained on together; their parameters
 * are named {@code text_encoder.} and {@code unet.} and on as on disk.
 */
public final class TextToImageLoss implements ParameterSource {

  static final String TEXT = "text_encoder";
  static final String UNET = "unet";

  private final ClipTextEncoder text;
  private final UNet unet;
  private final PredictionType prediction;
  private final StoredNetwork storedText;
  private final StoredNetwork storedUnet;
  private final LayoutToImageLoss loss;
  private final ParameterSource head;

  /** The diffusion loss alone. */
  public TextToImageLoss(DiffusersDirectory model) throws InvalidWeightsException {
    this(model, LayoutToImageLoss.withoutPerception(), 0);
  }

  /**
   * @param seed of the head's first values
   */
  public TextToImageLoss(DiffusersDirectory model, LayoutToImageLoss loss, long seed)
      throws InvalidWeightsException {
    text = new ClipTextEncoder(model.textConfig());
    unet = new UNet(model.unetConfig());
    prediction = Schedulers.prediction(model.scheduler());
    storedText = model.textEncoder().under(TEXT);
    storedUnet = model.unet().under(UNET);
    this.loss = loss;
    head = ParameterSource.initial(seed);
  }

  /**
   * A method {@code losses(clean, noise, timesteps, alphas, ids, weight ...)} that returns the
   * values of {@link LayoutToImageLoss#NAMES}.
   *
   * @param flavour single precision or bfloat16
   * @param latents shape of the clean latents, {@code [N, C, H, W]}
   * @param length tokens of each prompt
   */
  public Method losses(Parameters parameters, Flavour flavour, long[] latents, long length)
      throws InvalidWeightsException {
    Method method =
        Trace.method("losses", parameters, flavour, trace -> losses(trace, latents, length));
    storedText.check(parameters);
    storedUnet.check(parameters);
    return method;
  }

  private Tensor losses(Trace trace, long[] latents, long length) {
    long n = latents[0];
    Tensor clean = trace.input("clean", latents);
    Tensor noise = trace.input("noise", latents);
    Tensor timesteps = trace.input("timesteps", n);
    Tensor alphas = trace.input("alphas", n);
    Tensor ids = trace.input("ids", n, length);
    NoisySample sample = NoisySample.of(clean, noise, alphas, prediction);
    Tensor context = text.forward(trace.root().at(TEXT), ids, Initializer.constant(0));
    UNet.Output out = unet.forward(trace.root().at(UNET), sample.noisy(), timesteps, context);
    return loss.of(trace, sample, out, context, alphas);
  }

  private ParameterSource of(Parameter parameter) {
    String part = parameter.name().substring(0, parameter.name().indexOf('.'));
    return switch (part) {
      case UNET -> storedUnet;
      case TEXT -> storedText;
      default -> head;
    };
  }

  @Override
  public void copy(Parameter parameter, FloatBuffer target) throws IOException {
    of(parameter).copy(parameter, target);
  }

  @Override
  public Optional<ByteBuffer> inPlace(Parameter parameter) throws IOException {
    return of(parameter).inPlace(parameter);
  }
}
