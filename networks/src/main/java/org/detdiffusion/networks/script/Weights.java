package org.detdiffusion.networks.script;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.detdiffusion.networks.weights.TensorData;
import org.detdiffusion.networks.weights.TensorType;

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

  /** Copies of what the source has, in native memory of their own: they may be changed. */
  public static Weights copied(Parameters parameters, ParameterSource source) throws IOException {
    return filled(parameters, parameter -> Optional.empty(), source);
  }

  /**
   * What the source has, where it lies if that can be: parameters in a mapped file take no memory
   * of their own. They must not be trained.
   */
  public static Weights inPlace(Parameters parameters, ParameterSource source) throws IOException {
    return filled(parameters, source::inPlace, source);
  }

  /** Copies of the groups that are to be trained, the others in place. */
  public static Weights copied(Parameters parameters, ParameterSource source, IntPredicate trained)
      throws IOException {
    return filled(
        parameters,
        parameter -> trained.test(parameter.group()) ? Optional.empty() : source.inPlace(parameter),
        source);
  }

  private interface Lying {
    Optional<ByteBuffer> bytes(Parameter parameter) throws IOException;
  }

  private static Weights filled(Parameters parameters, Lying lying, ParameterSource source)
      throws IOException {
    Weights weights = new Weights(parameters);
    boolean complete = false;
    try {
      for (Parameter parameter : parameters.all()) {
        Optional<ByteBuffer> bytes = lying.bytes(parameter);
        Shape shape = new Shape(parameter.shape());
        NDArray array =
            bytes.isPresent()
                ? weights.manager.create(bytes.get(), shape, DataType.FLOAT32)
                : weights.copy(parameter, shape, source);
        weights.byName.put(parameter.name(), array);
      }
      complete = true;
    } finally {
      if (!complete) {
        weights.close();
      }
    }
    return weights;
  }

  private NDArray copy(Parameter parameter, Shape shape, ParameterSource source)
      throws IOException {
    NDArray array = manager.create(shape, DataType.FLOAT32, Device.cpu());
    source.copy(parameter, floats(array));
    NDArray there = array.toDevice(manager.getDevice(), false);
    if (there != array) {
      array.close();
    }
    return there;
  }

  /** A view, on the CPU. */
  private static FloatBuffer floats(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /**
   * Zeros that lie in a nameless file of a directory, so that they don't count as the process's
   * memory. On a GPU they lie on the GPU.
   */
  public static Weights mapped(Parameters parameters, Path directory) throws IOException {
    try (MappedZeros zeros = new MappedZeros(directory, parameters.count() * Float.BYTES)) {
      return filled(parameters, zeros::next, ParameterSource.constant(0));
    }
  }

  /** Fresh values; each parameter draws from a stream of its own, by its name and the seed. */
  public static Weights initial(Parameters parameters, long seed) {
    return fromMemory(parameters, ParameterSource.initial(seed));
  }

  public static Weights constant(Parameters parameters, float value) {
    return fromMemory(parameters, ParameterSource.constant(value));
  }

  /**
   * @throws IllegalArgumentException when one is missing or has another size; it names the tensor
   */
  public static Weights of(Parameters parameters, Map<String, float[]> values) {
    return fromMemory(parameters, ParameterSource.of(values));
  }

  private static Weights fromMemory(Parameters parameters, ParameterSource source) {
    try {
      return copied(parameters, source);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** One scalar for each parameter, as the optimiser counts its steps. */
  public static Weights scalars(Parameters parameters) {
    Weights weights = new Weights(parameters);
    for (Parameter parameter : parameters.all()) {
      weights.byName.put(parameter.name(), weights.manager.create(0f));
    }
    return weights;
  }

  /** These of some parameters, not copied; of use as long as these are open. */
  public Weights only(Parameters some) {
    Weights only = new Weights(some);
    some.all().forEach(p -> only.byName.put(p.name(), byName.get(p.name())));
    return only;
  }

  /** Copies values in, in place. */
  public void set(ParameterSource source) throws IOException {
    for (Parameter parameter : parameters.all()) {
      NDArray array = byName.get(parameter.name());
      if (array.getDevice().isGpu()) {
        FloatBuffer values = FloatBuffer.allocate(Math.toIntExact(array.size()));
        source.copy(parameter, values);
        array.set(values.flip());
      } else {
        source.copy(parameter, floats(array));
      }
    }
  }

  /** All values by name, sorted. */
  public Map<String, float[]> toMap() {
    Map<String, float[]> values = new TreeMap<>();
    byName.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }

  /** All of them to be written, their names after a prefix; on the CPU views, not copies. */
  public Map<String, TensorData> tensors(String prefix) {
    Map<String, TensorData> tensors = new TreeMap<>();
    byName.forEach(
        (name, array) ->
            tensors.put(
                prefix + name,
                new TensorData(TensorType.F32, array.getShape().getShape(), bytes(name))));
    return tensors;
  }

  /** One's values, little-endian float32; on the CPU a view, which lives as long as these do. */
  public ByteBuffer bytes(String name) {
    return byName.get(name).toByteBuffer(true).order(ByteOrder.nativeOrder());
  }

  public Weights requireGradients() {
    return requireGradients(parameters);
  }

  /** Of some of the parameters. */
  public Weights requireGradients(Parameters some) {
    some.all().forEach(parameter -> byName.get(parameter.name()).setRequiresGradient(true));
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
