package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state dict that PyTorch saved, {@code .pth} or {@code .bin}, today's zip archives and the files
 * from before 1.6. Opening reads names and shapes; tensors are mapped one by one. A file that wants
 * anything but tensors is refused, and nothing in it is ever executed.
 */
public final class StateDictFile implements TensorFile {

  private final Path file;
  private final SortedMap<String, PickledTensor> tensors;
  private final Map<String, Region> storages;

  private StateDictFile(
      Path file, SortedMap<String, PickledTensor> tensors, Map<String, Region> storages) {
    this.file = file;
    this.tensors = tensors;
    this.storages = storages;
  }

  /** Refuses every file that is something else, in one sentence. */
  public static StateDictFile open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      boolean zipped = channel.size() > 1 && TensorFile.firstByte(channel) == 'P';
      PickledContents contents =
          zipped ? PickledContents.ofZip(file, channel) : PickledContents.ofOld(file, channel);
      SortedMap<String, PickledTensor> tensors = tensors(file, contents.stateDict());
      StateDictFile stateDict = new StateDictFile(file, tensors, contents.storages());
      stateDict.check();
      return stateDict;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new InvalidWeightsException(file, "is cut off");
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(file, e.getMessage());
    }
  }

  /** Training scripts put the state dict beside other things under {@code model}. */
  private static SortedMap<String, PickledTensor> tensors(Path file, Object root)
      throws InvalidWeightsException {
    Object inner = root instanceof Map<?, ?> map ? map.get("model") : null;
    Object dict = inner instanceof Map<?, ?> ? inner : root;
    if (!(dict instanceof Map<?, ?> named)) {
      throw new InvalidWeightsException(file, "has no dictionary of tensors");
    }
    SortedMap<String, PickledTensor> tensors = new TreeMap<>();
    for (Map.Entry<?, ?> entry : named.entrySet()) {
      if (!(entry.getValue() instanceof PickledTensor tensor)) {
        throw new InvalidWeightsException(
            file, "has '" + entry.getKey() + "', which is no tensor, in its dictionary of tensors");
      }
      tensors.put(entry.getKey().toString(), tensor);
    }
    return tensors;
  }

  private void check() throws InvalidWeightsException {
    for (Map.Entry<String, PickledTensor> named : tensors.entrySet()) {
      check(named.getKey(), named.getValue());
    }
  }

  private void check(String name, PickledTensor tensor) throws InvalidWeightsException {
    StorageReference storage = tensor.storage();
    Region region = storages.get(storage.key());
    if (region == null || region.size() / storage.type().bytes() != storage.elements()) {
      throw new InvalidWeightsException(
          file,
          "tensor '%s' needs %d numbers that the file does not have"
              .formatted(name, storage.elements()));
    }
    try {
      tensor.elements();
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new InvalidWeightsException(file, "tensor '" + name + "' " + e.getMessage());
    }
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public Set<String> names() {
    return tensors.keySet();
  }

  @Override
  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  @Override
  public long[] shape(String name) throws InvalidWeightsException {
    return tensor(name).shape().clone();
  }

  private PickledTensor tensor(String name) throws InvalidWeightsException {
    PickledTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InvalidWeightsException(file, "has no tensor '" + name + "'");
    }
    return tensor;
  }

  @Override
  public float[] floats(String name) throws IOException {
    PickledTensor tensor = tensor(name);
    Region region = storages.get(tensor.storage().key());
    if (region.size() > Integer.MAX_VALUE) {
      throw new InvalidWeightsException(
          file, "tensor '" + name + "' is cut from more than 2 GiB, which can't be mapped");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, region.start(), region.size());
      return floats(name, tensor, bytes.order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  private float[] floats(String name, PickledTensor tensor, ByteBuffer bytes)
      throws InvalidWeightsException {
    float[] values = new float[Math.toIntExact(tensor.elements())];
    TensorType type = tensor.storage().type();
    if (type == TensorType.F32 && tensor.isPlain()) {
      bytes.asFloatBuffer().position((int) tensor.offset()).get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      int at = (int) tensor.place(i) * type.bytes();
      values[i] =
          switch (type) {
            case F32 -> bytes.getFloat(at);
            case F16 -> HalfFloat.toFloat(bytes.getShort(at));
            case BF16 -> Float.intBitsToFloat(bytes.getShort(at) << 16);
            default ->
                throw new InvalidWeightsException(
                    file,
                    "tensor '" + name + "' is " + type + " where F32, F16 or BF16 is expected");
          };
    }
    return values;
  }
}
