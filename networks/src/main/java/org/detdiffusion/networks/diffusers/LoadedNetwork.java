package org.detdiffusion.networks.diffusers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;

/** A network with its weights where they lie on disk, traced anew for each shape of inputs. */
final class LoadedNetwork implements AutoCloseable {

  /** A function of a network. */
  interface Body {
    Tensor of(Trace trace, List<Tensor> inputs);
  }

  private record Key(String name, List<List<Long>> shapes) {}

  private final Parameters parameters = Parameters.decayedAndPlain();
  private final Flavour flavour;
  private final Map<String, Body> bodies;
  private final Weights weights;
  private final Map<Key, Script> scripts = new HashMap<>();

  /**
   * @param bodies functions by name, which together use all of the parameters
   * @param samples shapes of inputs that they can be traced with, by the same names
   */
  LoadedNetwork(
      StoredNetwork stored,
      Flavour flavour,
      Map<String, Body> bodies,
      Map<String, long[][]> samples)
      throws IOException {
    this.flavour = flavour;
    this.bodies = bodies;
    samples.forEach((name, shapes) -> trace(name, List.of(shapes)));
    stored.check(parameters);
    weights = Weights.inPlace(parameters, stored);
  }

  private Method trace(String name, List<long[]> shapes) {
    return Trace.method(
        name,
        parameters,
        flavour,
        trace -> {
          List<Tensor> inputs = new ArrayList<>();
          for (long[] shape : shapes) {
            inputs.add(trace.input("x" + inputs.size(), shape));
          }
          return bodies.get(name).of(trace, inputs);
        });
  }

  /** The result belongs to the manager of the first input. */
  NDArray call(String name, NDArray... inputs) {
    List<long[]> shapes = new ArrayList<>();
    List<List<Long>> key = new ArrayList<>();
    for (NDArray input : inputs) {
      long[] shape = input.getShape().getShape();
      shapes.add(shape);
      key.add(Arrays.stream(shape).boxed().toList());
    }
    Script script =
        scripts.computeIfAbsent(
            new Key(name, key), k -> new Script(List.of(trace(name, shapes).source())));
    NDList arguments = new NDList(inputs);
    weights.addTo(arguments, "p");
    return script.call(name, arguments, false);
  }

  @Override
  public void close() {
    scripts.values().forEach(Script::close);
    weights.close();
  }
}
