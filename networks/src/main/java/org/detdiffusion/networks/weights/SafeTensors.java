package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/**
 * A file of named tensors in the safetensors format. Opening reads and checks the header only;
 * tensors are mapped into memory one by one, so that a file may have any size and a tensor up to 2
 * GiB. Nothing in such a file is ever executed.
 */
public final class SafeTensors implements TensorFile {

  private final Path file;
  private final SafeTensorsHeader header;

  private SafeTensors(Path file, SafeTensorsHeader header) {
    this.file = file;
    this.header = header;
  }

  /** Refuses every file that breaks a rule of the format, in one sentence. */
  public static SafeTensors open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new SafeTensors(file, SafeTensorsHeader.read(file, channel));
    }
  }

  @Override
  public Path file() {
    return file;
  }

  /** Sorted. */
  @Override
  public Set<String> names() {
    return header.entries().keySet();
  }

  @Override
  public boolean contains(String name) {
    return header.entries().containsKey(name);
  }

  /** The free text of the header's {@code __metadata__}. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  public TensorType type(String name) throws InvalidWeightsException {
    return entry(name).type();
  }

  /** Outermost dimension first. */
  @Override
  public long[] shape(String name) throws InvalidWeightsException {
    return entry(name).shape().clone();
  }

  public TensorEntry entry(String name) throws InvalidWeightsException {
    TensorEntry entry = header.entries().get(name);
    if (entry == null) {
      throw new InvalidWeightsException(file, "has no tensor '" + name + "'");
    }
    return entry;
  }

  /** Read-only, direct, little-endian; a view of the file that holds no heap. */
  public ByteBuffer bytes(String name) throws IOException {
    TensorEntry entry = entry(name);
    if (entry.bytes() > Integer.MAX_VALUE) {
      throw new InvalidWeightsException(
          file, "tensor '" + name + "' has " + entry.bytes() + " bytes, more than 2 GiB");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long start = header.dataStart() + entry.begin();
      return channel
          .map(FileChannel.MapMode.READ_ONLY, start, entry.bytes())
          .order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** Of a tensor of F32, or of F16 or BF16, which are widened exactly. */
  @Override
  public float[] floats(String name) throws IOException {
    float[] values = new float[elements(name, entry(name))];
    copyFloats(name, FloatBuffer.wrap(values));
    return values;
  }

  /** The same into a buffer with room for them. */
  public void copyFloats(String name, FloatBuffer target) throws IOException {
    TensorEntry entry = entry(name);
    ByteBuffer bytes = bytes(name);
    switch (entry.type()) {
      case F32 -> target.put(bytes.asFloatBuffer());
      case F16, BF16 -> widen(bytes, entry.type(), target);
      default -> throw wrongType(name, entry, "F32, F16 or BF16");
    }
  }

  /** Whether floats can be used where they lie in a map of the file. */
  public boolean usableInPlace(String name) throws InvalidWeightsException {
    TensorEntry entry = entry(name);
    boolean aligned = (header.dataStart() + entry.begin()) % Float.BYTES == 0;
    return entry.type() == TensorType.F32
        && aligned
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  /** Of a tensor of F64. */
  public double[] doubles(String name) throws IOException {
    TensorEntry entry = entry(name);
    if (entry.type() != TensorType.F64) {
      throw wrongType(name, entry, "F64");
    }
    double[] values = new double[elements(name, entry)];
    bytes(name).asDoubleBuffer().get(values);
    return values;
  }

  /** Of a tensor of I64. */
  public long[] longs(String name) throws IOException {
    TensorEntry entry = entry(name);
    if (entry.type() != TensorType.I64) {
      throw wrongType(name, entry, "I64");
    }
    long[] values = new long[elements(name, entry)];
    bytes(name).asLongBuffer().get(values);
    return values;
  }

  private static void widen(ByteBuffer bytes, TensorType type, FloatBuffer target) {
    while (bytes.hasRemaining()) {
      short half = bytes.getShort();
      target.put(
          type == TensorType.F16 ? HalfFloat.toFloat(half) : Float.intBitsToFloat(half << 16));
    }
  }

  private int elements(String name, TensorEntry entry) throws InvalidWeightsException {
    if (entry.elements() > Integer.MAX_VALUE - 8) {
      throw new InvalidWeightsException(file, "tensor '" + name + "' is too large for one array");
    }
    return (int) entry.elements();
  }

  private InvalidWeightsException wrongType(String name, TensorEntry entry, String expected) {
    return new InvalidWeightsException(
        file, "tensor '" + name + "' is " + entry.type() + " where " + expected + " is expected");
  }
}
