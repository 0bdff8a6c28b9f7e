package org.detdiffusion.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a worker process says it does, a line each, with the time in front: it outlives the process,
 * however that ends, since a line is with the operating system before the work begins.
 */
public final class Journal implements AutoCloseable {
  /** Work on jobs begins; their indexes follow. */
  public static final String BEGIN = "begin";

  /** A step of a training is done. */
  public static final String STEP = "step";

  /** A record was delivered more than once; offset and count follow. */
  public static final String AGAIN = "again";

  /** A pause point is reached. */
  public static final String PAUSED = "paused";

  /** The value of a meter at the end. */
  public static final String METER = "meter";

  /** A consumer group's member has rebalanced; how often so far follows. */
  public static final String REBALANCED = "rebalanced";

  /** All loops run. */
  public static final String READY = "ready";

  private final FileChannel file;

  public Journal(Path path) throws IOException {
    file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  public synchronized void write(String what, Object... values) {
    var line = new StringBuilder(LocalTime.now() + " " + what);
    for (Object value : values) {
      line.append(' ').append(value);
    }
    try {
      file.write(ByteBuffer.wrap(line.append('\n').toString().getBytes(UTF_8)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The values of all lines of one kind; a line cut short by a kill is left out. */
  public static List<String[]> lines(Path path, String what) throws IOException {
    List<String[]> found = new ArrayList<>();
    if (Files.exists(path)) {
      String text = Files.readString(path);
      text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .map(line -> line.split(" ", -1))
          .filter(words -> words[1].equals(what))
          .forEach(words -> found.add(Arrays.copyOfRange(words, 2, words.length)));
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
