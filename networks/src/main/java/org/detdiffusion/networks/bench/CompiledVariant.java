package org.detdiffusion.networks.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;

/** A method of a script on inputs by chance. */
final class CompiledVariant implements Variant {

  private final String work;
  private final String name;
  private final long flops;
  private final String call;
  private final boolean gradients;
  private final Script script;
  private final Weights weights;
  private final NDManager manager = Torch.manager();
  private final NDList inputs = new NDList();

  private CompiledVariant(
      String work, String name, long flops, List<String> methods, boolean gradients, Data data) {
    this.work = work;
    this.name = name;
    this.flops = flops;
    this.call = gradients ? "gradients" : "run";
    this.gradients = gradients;
    this.script = new Script(methods);
    this.weights = data.weights;
    for (long[] shape : data.shapes) {
      inputs.add(manager.randomNormal(new Shape(shape)));
    }
  }

  /**
   * @param weights in one group; they are not closed with this
   */
  record Data(List<long[]> shapes, Weights weights) {}

  static CompiledVariant forward(String work, String name, Method run, Data data) {
    return new CompiledVariant(
        work + " forward", name, run.flops(), List.of(run.source()), false, data);
  }

  /** The gradient of the result's sum by all weights, which is twice the work once more. */
  static CompiledVariant gradients(String work, String name, Method run, Data data) {
    List<String> names = run.inputs().stream().map(CompiledVariant::nameOf).toList();
    String source =
        """
          def gradients(self: __torch__.Ops%s, p0: List[Tensor]) -> Tensor:
            total = torch.sum((self).run(%s, p0))
            all = torch.grad([total], p0)
            return unchecked_cast(Tensor, all[0])
        """
            .formatted(String.join("", run.inputs()), String.join(", ", names));
    List<String> methods = List.of(run.source(), source);
    return new CompiledVariant(
        work + " forward and backward", name, 3 * run.flops(), methods, true, data);
  }

  private static String nameOf(String input) {
    return input.substring(2, input.indexOf(':'));
  }

  @Override
  public String work() {
    return work;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long flops() {
    return flops;
  }

  @Override
  public Measured run() {
    NDList arguments = new NDList(inputs);
    weights.addTo(arguments, "p");
    long start = CpuTime.nanoseconds();
    try (NDArray result = script.call(call, arguments, gradients)) {
      long spent = CpuTime.nanoseconds() - start;
      if (result.isEmpty()) {
        throw new IllegalStateException(work + " gave nothing");
      }
      return new Measured(work, name, flops, spent);
    }
  }

  @Override
  public void close() {
    script.close();
    manager.close();
  }
}
