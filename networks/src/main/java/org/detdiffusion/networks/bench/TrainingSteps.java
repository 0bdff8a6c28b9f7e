package org.detdiffusion.networks.bench;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.training.AdamW;
import org.detdiffusion.networks.training.AverageDecay;
import org.detdiffusion.networks.training.LearningRate;
import org.detdiffusion.networks.training.Optimisation;
import org.detdiffusion.networks.training.Optimiser;
import org.detdiffusion.networks.training.ParameterGroup;

/**
 * Training steps of Stable Diffusion 1.5's whole U-Net, one image, activations recomputed: weights,
 * gradients and two moments alone take 12.8 GiB.
 */
public final class TrainingSteps implements Variant {

  private static final UNet UNET = new UNet(UNet.Config.sd15());

  private final int side;
  private final Flavour flavour;
  private final Method losses;
  private final Optimiser optimiser;
  private int step;

  /**
   * @param side of the latents
   */
  public TrainingSteps(int side, Flavour flavour) throws IOException {
    CpuTime.requireCpu();
    this.side = side;
    this.flavour = flavour;
    Parameters parameters = Parameters.decayedAndPlain();
    losses = Trace.method("losses", parameters, flavour, this::loss);
    Optimisation settings =
        new Optimisation(
                1e-5, LearningRate.constant(0), AdamW.withDecay(0.01), 1, AverageDecay.NONE)
            .inParts(1, true);
    optimiser =
        new Optimiser(
            losses, parameters, ParameterGroup.decayedAndPlain(), settings, new QuickWeights());
  }

  private Tensor loss(Trace trace) {
    Tensor sample = trace.input("sample", 1, UNET.config().in(), side, side);
    Tensor context = trace.input("context", 1, 77, 768);
    Tensor target = trace.input("target", sample.shape());
    Tensor timesteps = trace.input("timesteps", 1);
    Tensor predicted = UNET.forward(trace.root(), sample, timesteps, context).prediction();
    return Tensor.stack(List.of(predicted.minus(target).square().mean()));
  }

  private NDList inputs(NDManager manager) {
    Shape latents = new Shape(1, UNET.config().in(), side, side);
    return new NDList(
        manager.randomNormal(latents),
        manager.randomNormal(new Shape(1, 77, 768)),
        manager.randomNormal(latents),
        manager.create(new float[] {500}));
  }

  @Override
  public String work() {
    return "U-Net " + side + "x" + side + " training step";
  }

  @Override
  public String name() {
    return Work.nameOf(flavour);
  }

  /** Forward, forward again, and backward, which is twice as much. */
  @Override
  public long flops() {
    return 4 * losses.flops();
  }

  @Override
  public Measured run() {
    long start = CpuTime.nanoseconds();
    float[] values = optimiser.step(step++, 1000, this::inputs);
    long spent = CpuTime.nanoseconds() - start;
    if (!Float.isFinite(values[0])) {
      throw new IllegalStateException("the loss of a " + work() + " is " + values[0]);
    }
    return new Measured(work(), name(), flops(), spent);
  }

  @Override
  public void close() {
    optimiser.close();
  }
}
