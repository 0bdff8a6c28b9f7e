package org.detdiffusion.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Function;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;

/**
 * A function without parameters, and its gradient by its input {@code x} (by the first of a list).
 */
public final class TracedCall implements AutoCloseable {

  private final NDManager manager = Torch.manager();
  private final Script script;

  public TracedCall(Function<Trace, Tensor> function) {
    Parameters none = new Parameters(0, (name, shape) -> 0);
    Trace.Method method = Trace.method("value", none, function);
    StringBuilder inputs = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (String input : method.inputs()) {
      inputs.append(input);
      names.append(names.isEmpty() ? "" : ", ").append(input, 2, input.indexOf(':'));
    }
    String gradient =
        """
          def gradient(self: __torch__.Ops, g: Tensor%s) -> Tensor:
            og = torch.grad([torch.sum(torch.mul((self).value(%s), g))], %s)
            return unchecked_cast(Tensor, og[0])
        """
            .formatted(
                inputs, names, method.inputs().get(0).endsWith("List[Tensor]") ? "x" : "[x]");
    script = new Script(List.of(method.source(), gradient));
  }

  public NDManager manager() {
    return manager;
  }

  public float[] value(NDList inputs) {
    return script.call("value", inputs, false).toFloatArray();
  }

  /**
   * @param upstream gradient by the result
   * @param inputs the first one is named {@code x}
   */
  public float[] gradient(NDArray upstream, NDList inputs) {
    inputs.get(0).setRequiresGradient(true);
    NDList all = new NDList(upstream);
    all.addAll(inputs);
    return script.call("gradient", all, true).toFloatArray();
  }

  @Override
  public void close() {
    script.close();
    manager.close();
  }
}
