package org.detdiffusion.networks.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Memory for values that are 0 at first, in a file rather than in the process: the system writes it
 * out and takes it back when it is short of memory. The file is gone with the process.
 */
final class MappedZeros implements AutoCloseable {

  private static final int CHUNK = 1 << 20;

  private final FileChannel channel;
  private long next;

  /**
   * The zeros are written before they are mapped: a disk that is full is an error here, and would
   * be the death of the process later.
   *
   * @param bytes of all of them
   */
  MappedZeros(Path directory, long bytes) throws IOException {
    Files.createDirectories(directory);
    channel =
        FileChannel.open(
            Files.createTempFile(directory, "values", ".tmp"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      write(bytes);
    } catch (IOException e) {
      channel.close();
      throw new IOException(
          "%s has no room for %d MB of moments: %s"
              .formatted(directory, bytes / 1_000_000, e.getMessage()),
          e);
    }
  }

  private void write(long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
    for (long written = 0; written < bytes; ) {
      zeros.clear().limit((int) Math.min(CHUNK, bytes - written));
      written += channel.write(zeros);
    }
  }

  Optional<ByteBuffer> next(Parameter parameter) throws IOException {
    long bytes = (long) parameter.size() * Float.BYTES;
    ByteBuffer zeros = channel.map(FileChannel.MapMode.READ_WRITE, next, bytes);
    next += bytes;
    return Optional.of(zeros.order(ByteOrder.nativeOrder()));
  }

  /** What was handed out stays usable. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
