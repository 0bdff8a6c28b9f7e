package org.detdiffusion.trainer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that bytes are appended to and read from, for as long as this process lives: its name is
 * gone from the directory as soon as it is open, so that the system takes the file back however the
 * process ends. Where that can't be (Windows), it is deleted when closed, and what a killed process
 * left by the next one.
 *
 * <p>Not a channel: that would be closed for all threads when one of them is interrupted. Safe for
 * several threads.
 */
final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final String PREFIX = "stream-";

  /** Where bytes lie in a spool. */
  record Place(long position, int length) {}

  private final Path directory;
  private RandomAccessFile file;
  private Path path;
  private boolean closed;
  private long end;

  /**
   * @param directory of the file; made when the first bytes are appended
   */
  Spool(Path directory) {
    this.directory = directory;
  }

  /**
   * @throws IOException when they can't be written; what was appended before stays readable
   */
  synchronized Place append(byte[] bytes) throws IOException {
    if (file == null) {
      open();
    }
    file.seek(end);
    file.write(bytes);
    Place place = new Place(end, bytes.length);
    end += bytes.length;
    return place;
  }

  synchronized byte[] read(Place place) throws IOException {
    byte[] bytes = new byte[place.length()];
    file.seek(place.position());
    file.readFully(bytes);
    return bytes;
  }

  private void open() throws IOException {
    if (closed) {
      throw new IOException("the copy of the stream in " + directory + " is closed");
    }
    Files.createDirectories(directory);
    deleteWhatIsLeft();
    path = Files.createTempFile(directory, PREFIX, "");
    file = new RandomAccessFile(path.toFile(), "rw");
    deleted(path);
  }

  private void deleteWhatIsLeft() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, PREFIX + "*")) {
      left.forEach(Spool::deleted);
    }
  }

  /** Fails on Windows only, for a file that a process has open. */
  private static void deleted(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException open) {
      LOG.debug("{} is still in use: {}", file, open.toString());
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (file != null) {
      file.close();
      deleted(path);
    }
  }
}
