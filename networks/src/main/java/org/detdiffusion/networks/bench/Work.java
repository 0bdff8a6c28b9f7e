package org.detdiffusion.networks.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;

/** A computation of fixed shapes with weights by chance, to be done by several variants. */
public final class Work implements AutoCloseable {

  private static final UNet UNET = new UNet(UNet.Config.sd15());
  private static final long[] PROMPT = {1, 77, 768};
  private static final int SIDE = 2048;

  private final String work;
  private final List<long[]> inputs;
  private final BiFunction<Trace, List<Tensor>, Tensor> body;
  private final Parameters parameters = new Parameters(1, (name, shape) -> 0);
  private final Weights weights;

  private Work(String work, List<long[]> inputs, BiFunction<Trace, List<Tensor>, Tensor> body)
      throws IOException {
    CpuTime.requireCpu();
    this.work = work;
    this.inputs = inputs;
    this.body = body;
    trace(Flavour.SINGLE);
    weights = Weights.copied(parameters, new QuickWeights()).requireGradients();
  }

  /**
   * Three products of large matrices, one after the other: as fast as this machine can be hoped to
   * compute.
   */
  public static Work products() throws IOException {
    return new Work(
        "matmul " + SIDE,
        List.of(new long[] {SIDE, SIDE}),
        (trace, in) -> {
          Tensor right = trace.root().parameter("weight", Initializer.normal(1), SIDE, SIDE);
          Tensor narrow = right.narrowed();
          return in.get(0).narrowed().matmul(narrow).matmul(narrow).matmul(narrow);
        });
  }

  /**
   * Of Stable Diffusion 1.5's U-Net the first residual block and transformer: 320 channels, 32x32.
   */
  public static Work block() throws IOException {
    return new Work(
        "block",
        List.of(new long[] {1, 320, 32, 32}, new long[] {1, 1280}, PROMPT),
        (trace, in) -> UNET.block(trace.root(), 0, 0, in.get(0), in.get(1), in.get(2)).widened());
  }

  /**
   * The whole of it, 860 million parameters.
   *
   * @param side of the latents, an eighth of the picture's
   */
  public static Work whole(int side) throws IOException {
    return new Work(
        "U-Net " + side + "x" + side,
        List.of(new long[] {1, UNET.config().in(), side, side}, new long[] {1}, PROMPT),
        (trace, in) -> UNET.forward(trace.root(), in.get(0), in.get(1), in.get(2)).prediction());
  }

  private Method trace(Flavour flavour) {
    return Trace.method(
        "run",
        parameters,
        flavour,
        trace -> {
          List<Tensor> tensors = new ArrayList<>();
          for (long[] shape : inputs) {
            tensors.add(trace.input("x" + tensors.size(), shape));
          }
          return body.apply(trace, tensors);
        });
  }

  public Variant forward(Flavour flavour) {
    return CompiledVariant.forward(work, nameOf(flavour), trace(flavour), data());
  }

  public Variant gradients(Flavour flavour) {
    return CompiledVariant.gradients(work, nameOf(flavour), trace(flavour), data());
  }

  private CompiledVariant.Data data() {
    return new CompiledVariant.Data(inputs, weights);
  }

  static String nameOf(Flavour flavour) {
    return flavour == Flavour.BFLOAT16 ? "bfloat16" : "float32";
  }

  /** The same for others to run. */
  public PortableNetwork portable() {
    Method method = trace(Flavour.PORTABLE);
    List<long[]> shapes = parameters.all().stream().map(Parameter::shape).toList();
    return new PortableNetwork(work, method.source(), inputs, shapes, method.flops());
  }

  @Override
  public void close() {
    weights.close();
  }
}
