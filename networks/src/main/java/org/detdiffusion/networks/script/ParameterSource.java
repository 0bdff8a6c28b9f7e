package org.detdiffusion.networks.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.SafeTensors;

/** Where the values of parameters come from: a file, a formula, chance. */
@FunctionalInterface
public interface ParameterSource {

  /**
   * Compares all parameters of a network with what there is, before the first value is read. A
   * source that has whatever it is asked for has nothing to compare.
   *
   * @throws IOException in one sentence that names the tensor
   */
  default void check(Parameters parameters) throws IOException {}

  /** Puts all values, row-major; {@code target} has room for exactly these. */
  void copy(Parameter parameter, FloatBuffer target) throws IOException;

  /**
   * The same as direct little-endian bytes that may be used where they lie and only be read, such
   * as a part of a mapped file; empty when there are none.
   */
  default Optional<ByteBuffer> inPlace(Parameter parameter) throws IOException {
    return Optional.empty();
  }

  /** Fresh values; each parameter draws from a stream of its own, by its name and the seed. */
  static ParameterSource initial(long seed) {
    return (parameter, target) -> {
      SplittableRandom random = new SplittableRandom(seed * 31 + parameter.name().hashCode());
      target.put(parameter.initializer().values(parameter.shape(), parameter.size(), random));
    };
  }

  static ParameterSource constant(float value) {
    return (parameter, target) -> {
      while (target.hasRemaining()) {
        target.put(value);
      }
    };
  }

  /** Tensors of a file, their names after a prefix; one of another size is refused. */
  static ParameterSource stored(SafeTensors file, String prefix) {
    return (parameter, target) -> {
      String name = prefix + parameter.name();
      long values = file.entry(name).elements();
      if (values != target.remaining()) {
        throw new InvalidWeightsException(
            file.file(),
            "tensor '%s' has %d values instead of %d".formatted(name, values, target.remaining()));
      }
      file.copyFloats(name, target);
    };
  }

  /**
   * @throws IllegalArgumentException when copied from and one is missing or has another size; it
   *     names the tensor
   */
  static ParameterSource of(Map<String, float[]> values) {
    return (parameter, target) -> {
      float[] from = values.get(parameter.name());
      if (from == null || from.length != target.remaining()) {
        throw new IllegalArgumentException(
            "tensor "
                + parameter.name()
                + (from == null
                    ? " is missing"
                    : " has " + from.length + " values instead of " + target.remaining()));
      }
      target.put(from);
    };
  }
}
