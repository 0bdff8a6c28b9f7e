package org.detdiffusion.networks.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Values for the parameters of a network, or for something kept beside each (moments, averages).
 */
public final class Weights implements AutoCloseable {

  private final NDManager manager = Torch.manager();
  private final Parameters parameters;
  private final Map<String, NDArray> byName = new LinkedHashMap<>();

  private Weights(Parameters parameters) {
    this.parameters = parameters;
  }

  /** Fresh values; each parameter draws from a stream of its own, by its name and the seed. */
  public static Weights initial(Parameters parameters, long seed) {
    Weights weights = new Weights(parameters);
    for (Parameter parameter : parameters.all()) {
      SplittableRandom random = new SplittableRandom(seed * 31 + parameter.name().hashCode());
      float[] values = parameter.initializer().values(parameter.shape(), parameter.size(), random);
      weights.put(parameter, values);
    }
    return weights;
  }

  public static Weights constant(Parameters parameters, float value) {
    Weights weights = new Weights(parameters);
    for (Parameter parameter : parameters.all()) {
      Initializer constant = Initializer.constant(value);
      weights.put(parameter, constant.values(parameter.shape(), parameter.size(), null));
    }
    return weights;
  }

  /** One scalar for each parameter, as the optimiser counts its steps. */
  public static Weights scalars(Parameters parameters) {
    Weights weights = new Weights(parameters);
    for (Parameter parameter : parameters.all()) {
      weights.byName.put(parameter.name(), weights.manager.create(0f));
    }
    return weights;
  }

  /**
   * @throws IllegalArgumentException when one is missing or has another size; it names the tensor
   */
  public static Weights of(Parameters parameters, Map<String, float[]> values) {
    Weights weights = constant(parameters, 0);
    try {
      weights.set(values);
    } catch (IllegalArgumentException e) {
      weights.close();
      throw e;
    }
    return weights;
  }

  private void put(Parameter parameter, float[] values) {
    byName.put(parameter.name(), manager.create(values, new Shape(parameter.shape())));
  }

  /** Copies values in, in place. */
  public void set(Map<String, float[]> values) {
    byName.forEach(
        (name, array) -> {
          float[] from = values.get(name);
          if (from == null || from.length != array.size()) {
            throw new IllegalArgumentException(
                "tensor "
                    + name
                    + (from == null
                        ? " is missing"
                        : " has " + from.length + " values instead of " + array.size()));
          }
          array.set(java.nio.FloatBuffer.wrap(from));
        });
  }

  /** All values by name, sorted. */
  public Map<String, float[]> toMap() {
    Map<String, float[]> values = new TreeMap<>();
    byName.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }

  public Weights requireGradients() {
    byName.values().forEach(array -> array.setRequiresGradient(true));
    return this;
  }

  /** Adds the lists, one a group, as arguments of a call. */
  public void addTo(NDList arguments, String prefix) {
    for (int group = 0; group < parameters.groups(); group++) {
      for (Parameter parameter : parameters.group(group)) {
        NDArray array = byName.get(parameter.name());
        array.setName(prefix + group + "[]");
        arguments.add(array);
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
