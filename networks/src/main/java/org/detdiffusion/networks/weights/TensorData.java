package org.detdiffusion.networks.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor to be written.
 *
 * @param shape row-major, outermost first
 * @param bytes little-endian, from position to limit
 */
public record TensorData(TensorType type, long[] shape, ByteBuffer bytes) {

  public TensorData {
    long expected = type.bytes();
    for (long size : shape) {
      expected = Math.multiplyExact(expected, size);
    }
    if (expected != bytes.remaining()) {
      throw new IllegalArgumentException(
          "the shape asks for " + expected + " bytes, not " + bytes.remaining());
    }
  }

  public static TensorData floats(float[] values, long... shape) {
    ByteBuffer bytes = littleEndian(values.length, TensorType.F32);
    bytes.asFloatBuffer().put(values);
    return new TensorData(TensorType.F32, shape, bytes);
  }

  public static TensorData doubles(double[] values, long... shape) {
    ByteBuffer bytes = littleEndian(values.length, TensorType.F64);
    bytes.asDoubleBuffer().put(values);
    return new TensorData(TensorType.F64, shape, bytes);
  }

  public static TensorData longs(long[] values, long... shape) {
    ByteBuffer bytes = littleEndian(values.length, TensorType.I64);
    bytes.asLongBuffer().put(values);
    return new TensorData(TensorType.I64, shape, bytes);
  }

  private static ByteBuffer littleEndian(int elements, TensorType type) {
    return ByteBuffer.allocate(Math.multiplyExact(elements, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
