package org.detdiffusion.networks.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;

/** A network traced with named results, to be run with weights from anywhere. */
public final class NetworkRun {

  private final Parameters parameters;
  private final Map<String, Integer> sizes = new LinkedHashMap<>();
  private final Method method;

  public NetworkRun(Function<Trace, Map<String, Tensor>> network) {
    this(Parameters.decayedAndPlain(), network);
  }

  public NetworkRun(Parameters parameters, Function<Trace, Map<String, Tensor>> network) {
    this.parameters = parameters;
    method = Trace.method("run", parameters, trace -> joined(network.apply(trace)));
  }

  private Tensor joined(Map<String, Tensor> results) {
    results.forEach((name, tensor) -> sizes.put(name, (int) Tensor.elements(tensor.shape())));
    Tensor[] flat =
        results.values().stream()
            .map(tensor -> tensor.reshape(Tensor.elements(tensor.shape())))
            .toArray(Tensor[]::new);
    return Tensor.cat(0, flat);
  }

  public Parameters parameters() {
    return parameters;
  }

  public Map<String, float[]> on(ParameterSource source, Function<NDManager, NDList> inputs)
      throws IOException {
    try (Weights weights = Weights.inPlace(parameters, source)) {
      return on(weights, inputs);
    }
  }

  public Map<String, float[]> on(Weights weights, Function<NDManager, NDList> inputs) {
    try (Script script = new Script(List.of(method.source()));
        NDManager manager = Torch.manager()) {
      NDList arguments = inputs.apply(manager);
      weights.addTo(arguments, "p");
      return split(script.call(method.name(), arguments, false).toFloatArray());
    }
  }

  private Map<String, float[]> split(float[] joined) {
    Map<String, float[]> results = new LinkedHashMap<>();
    int at = 0;
    for (Map.Entry<String, Integer> named : sizes.entrySet()) {
      results.put(named.getKey(), Arrays.copyOfRange(joined, at, at + named.getValue()));
      at += named.getValue();
    }
    return results;
  }

  public static NDArray array(NDManager manager, float[] values, long... shape) {
    return manager.create(values, new Shape(shape));
  }

  public static NDArray array(NDManager manager, long[] values, long... shape) {
    return manager.create(values, new Shape(shape));
  }
}
