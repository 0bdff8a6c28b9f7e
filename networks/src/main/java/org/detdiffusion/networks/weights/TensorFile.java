package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A file of named tensors. Opening it reads names and shapes only. */
public interface TensorFile {

  /**
   * Opens safetensors, or a state dict of PyTorch by its first byte, whatever its name.
   *
   * @throws InvalidWeightsException in one sentence when it is anything else
   */
  static TensorFile open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int first = channel.size() < 2 ? 0 : firstByte(channel);
      boolean length = channel.size() >= 8 && isHeaderLength(channel);
      if (!length && (first == 'P' || first == 0x80)) {
        return StateDictFile.open(file);
      }
    }
    return SafeTensors.open(file);
  }

  /** 0..255. */
  static int firstByte(FileChannel channel) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(1);
    channel.read(first, 0);
    return first.get(0) & 0xff;
  }

  private static boolean isHeaderLength(FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
    channel.read(start, 0);
    return start.getLong(0) > 0 && start.getLong(0) < channel.size() && start.get(8) == '{';
  }

  Path file();

  /** Sorted. */
  Set<String> names();

  boolean contains(String name);

  /** Outermost dimension first. */
  long[] shape(String name) throws InvalidWeightsException;

  /** Values, row-major; half precision is widened exactly. */
  float[] floats(String name) throws IOException;
}
