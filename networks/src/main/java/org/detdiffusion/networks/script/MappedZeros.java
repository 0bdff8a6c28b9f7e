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

  private final FileChannel channel;
  private long end;

  MappedZeros(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = Files.createTempFile(directory, "values", ".tmp");
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  Optional<ByteBuffer> next(Parameter parameter) throws IOException {
    long bytes = (long) parameter.size() * Float.BYTES;
    ByteBuffer zeros = channel.map(FileChannel.MapMode.READ_WRITE, end, bytes);
    end += bytes;
    return Optional.of(zeros.order(ByteOrder.nativeOrder()));
  }

  /** What was handed out stays usable. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
