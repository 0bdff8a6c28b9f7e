package org.detdiffusion.networks.diffusers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.networks.weights.TensorData;
import org.detdiffusion.networks.weights.TensorType;

/** One network of a diffusers directory: its configuration and its tensors. */
public final class StoredNetwork implements ParameterSource {

  private static final Set<TensorType> FLOATING =
      Set.of(TensorType.F32, TensorType.F16, TensorType.BF16);

  private final ConfigFile config;
  private final TensorFiles tensors;
  private final Spelling spelling;
  private final String prefix;
  private final Map<String, TensorData> replaced;

  private StoredNetwork(
      ConfigFile config,
      TensorFiles tensors,
      Spelling spelling,
      String prefix,
      Map<String, TensorData> replaced) {
    this.config = config;
    this.tensors = tensors;
    this.spelling = spelling;
    this.prefix = prefix;
    this.replaced = replaced;
  }

  static StoredNetwork open(Path directory, String stem) throws IOException {
    ConfigFile config = ConfigFile.read(directory.resolve("config.json"));
    TensorFiles tensors = TensorFiles.open(directory, stem);
    return new StoredNetwork(config, tensors, Spelling.of(tensors.names()), "", Map.of());
  }

  public ConfigFile config() {
    return config;
  }

  /** That it is read from. */
  Set<Path> files() {
    Set<Path> files = tensors.files();
    files.add(config.file());
    return files;
  }

  /** The same for parameters of a larger network, where these are named {@code prefix.name}. */
  public StoredNetwork under(String name) {
    return new StoredNetwork(config, tensors, spelling, name + ".", replaced);
  }

  /**
   * The same with another value, of another shape even, of one tensor.
   *
   * @param nameInFile of a tensor that there is
   * @param value F32, in direct memory
   */
  StoredNetwork replacing(ConfigFile otherConfig, String nameInFile, TensorData value) {
    return new StoredNetwork(otherConfig, tensors, spelling, prefix, Map.of(nameInFile, value));
  }

  /**
   * Compares names, shapes and types with what the network asks for; reads no values.
   *
   * @throws InvalidWeightsException naming directory and tensor
   */
  @Override
  public void check(Parameters parameters) throws InvalidWeightsException {
    Set<String> unused = new HashSet<>(tensors.names());
    unused.removeIf(StoredNetwork::buffer);
    unused.removeAll(checkSome(parameters));
    if (!unused.isEmpty()) {
      throw new InvalidWeightsException(
          tensors.directory(),
          "tensor '"
              + unused.stream().sorted().findFirst().orElseThrow()
              + "' has no place in the network that config.json describes");
    }
  }

  /** The same for a part of the network: the names of the tensors that it asks for. */
  Set<String> checkSome(Parameters parameters) throws InvalidWeightsException {
    Set<String> used = new HashSet<>();
    for (Parameter parameter : parameters.all()) {
      if (parameter.name().startsWith(prefix)) {
        String name = nameInFile(parameter);
        check(name, parameter);
        used.add(name);
      }
    }
    return used;
  }

  private void check(String name, Parameter parameter) throws InvalidWeightsException {
    Path file = tensors.fileOf(name).file();
    long[] shape = shape(name);
    if (!Arrays.equals(shape, parameter.shape())) {
      throw new InvalidWeightsException(
          file,
          "tensor '%s' is %s where %s is expected"
              .formatted(name, Arrays.toString(shape), Arrays.toString(parameter.shape())));
    }
    TensorType type = tensors.fileOf(name).type(name);
    if (!FLOATING.contains(type)) {
      throw new InvalidWeightsException(
          file, "tensor '" + name + "' is " + type + " where F32, F16 or BF16 is expected");
    }
  }

  private long[] shape(String name) throws InvalidWeightsException {
    TensorData other = replaced.get(name);
    return other == null ? tensors.fileOf(name).shape(name) : other.shape();
  }

  /** A tensor as it is to be stored again. */
  TensorData tensor(String name) throws IOException {
    TensorData other = replaced.get(name);
    SafeTensors file = tensors.fileOf(name);
    return other == null
        ? new TensorData(file.type(name), file.shape(name), file.bytes(name))
        : other;
  }

  /** Constants that transformers stores beside the parameters. */
  static boolean buffer(String name) {
    return name.endsWith("position_ids");
  }

  TensorFiles tensors() {
    return tensors;
  }

  /** What a tensor of the files is called in the network. */
  String nameInNetwork(String nameInFile) {
    return prefix + spelling.inNetwork(nameInFile);
  }

  private String nameInFile(Parameter parameter) {
    return spelling.inFile(parameter.name().substring(prefix.length()));
  }

  @Override
  public void copy(Parameter parameter, FloatBuffer target) throws IOException {
    String name = nameInFile(parameter);
    TensorData other = replaced.get(name);
    if (other == null) {
      tensors.fileOf(name).copyFloats(name, target);
    } else {
      target.put(floats(other).asFloatBuffer());
    }
  }

  private static ByteBuffer floats(TensorData tensor) {
    return tensor.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public Optional<ByteBuffer> inPlace(Parameter parameter) throws IOException {
    String name = nameInFile(parameter);
    SafeTensors file = tensors.fileOf(name);
    if (replaced.containsKey(name)) {
      return Optional.of(floats(replaced.get(name)));
    }
    return file.usableInPlace(name) ? Optional.of(file.bytes(name)) : Optional.empty();
  }
}
