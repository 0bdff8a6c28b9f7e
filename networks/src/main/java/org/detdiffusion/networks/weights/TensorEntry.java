package org.detdiffusion.networks.weights;

/**
 * Where a tensor lies in a file.
 *
 * @param shape row-major, outermost first; empty for a scalar
 * @param begin first byte, counted from the end of the header
 * @param end the byte after the last
 */
public record TensorEntry(TensorType type, long[] shape, long begin, long end) {

  public long bytes() {
    return end - begin;
  }

  public long elements() {
    return bytes() / type.bytes();
  }
}
