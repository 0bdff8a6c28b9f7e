package org.detdiffusion.networks.detection.torchvision;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.TensorFile;

/**
 * A state dict of torchvision, of today's spelling or of that before 0.13, in which most published
 * files are. All names and shapes are checked before the first value is read.
 *
 * @param unused names of tensors that the file may have although the network has not
 */
public record TorchvisionWeights(TensorFile tensors, Predicate<String> unused)
    implements ParameterSource {

  private static final String COUNTER = "num_batches_tracked";

  /** Of a file that has nothing beside the network. */
  public TorchvisionWeights(TensorFile tensors) {
    this(tensors, name -> false);
  }

  @Override
  public void check(Parameters parameters) throws InvalidWeightsException {
    TreeSet<String> others = new TreeSet<>(tensors.names());
    for (Parameter parameter : parameters.all()) {
      others.remove(check(parameter));
    }
    others.removeIf(name -> name.endsWith(COUNTER) || unused.test(name));
    if (!others.isEmpty()) {
      throw new InvalidWeightsException(
          tensors.file(), "has the tensor '" + others.first() + "', which the network has not");
    }
  }

  /** Its name in the file. */
  private String check(Parameter parameter) throws InvalidWeightsException {
    String name = stored(parameter.name());
    if (!Arrays.equals(tensors.shape(name), parameter.shape())) {
      throw new InvalidWeightsException(
          tensors.file(),
          "tensor '%s' has the shape %s where the network has %s"
              .formatted(
                  name, Arrays.toString(tensors.shape(name)), Arrays.toString(parameter.shape())));
    }
    return name;
  }

  @Override
  public void copy(Parameter parameter, FloatBuffer target) throws IOException {
    target.put(tensors.floats(stored(parameter.name())));
  }

  private String stored(String name) throws InvalidWeightsException {
    if (tensors.contains(name)) {
      return name;
    }
    String older = older(name);
    if (!tensors.contains(older)) {
      throw new InvalidWeightsException(tensors.file(), "has no tensor '" + name + "'");
    }
    return older;
  }

  /** Before convolutions and their activations became a block of their own. */
  private static String older(String name) {
    String[] parts = name.split("\\.");
    int last = parts.length - 1;
    if (last < 2 || !parts[last - 1].equals("0")) {
      return name;
    }
    if (name.startsWith("rpn.head.conv.0.0.")) {
      return "rpn.head.conv." + parts[last];
    }
    if (name.contains("_head.conv.")) {
      parts[last - 2] = Integer.toString(2 * Integer.parseInt(parts[last - 2]));
    }
    return String.join(".", Arrays.copyOf(parts, last - 1)) + "." + parts[last];
  }
}
