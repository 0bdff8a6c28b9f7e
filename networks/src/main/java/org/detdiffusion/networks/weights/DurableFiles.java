package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.detdiffusion.perception.data.Trees;

/** Files and directories that are there completely or not at all, also after a power cut. */
public final class DurableFiles {

  private DurableFiles() {}

  /** What fills a file. */
  public interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /** What fills a directory. */
  public interface Filling {
    void fill(Path directory) throws IOException;
  }

  /** Makes a directory that must not exist yet, under its name only when it is filled. */
  public static void createDirectory(Path directory, Filling filling) throws IOException {
    if (Files.exists(directory)) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    fillDirectory(directory, filling);
  }

  /**
   * The same for one that may be there already, empty: it gives way when the filled one is whole,
   * and stays when the filling fails. A link to it stays a link.
   */
  public static void fillDirectory(Path directory, Filling filling) throws IOException {
    Path own = Files.exists(directory) ? directory.toRealPath() : directory.toAbsolutePath();
    Path temporary = beside(own);
    Files.createDirectories(temporary);
    try {
      filling.fill(temporary);
      if (Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(own); // refused unless it is empty
      }
      Files.move(temporary, own, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Trees.delete(temporary);
    }
    flushDirectory(own.getParent());
  }

  /** Copies a file so that it survives a power cut. */
  public static void copy(Path from, Path to) throws IOException {
    try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ)) {
      replace(
          to,
          channel -> {
            long position = 0;
            while (position < source.size()) {
              position += source.transferTo(position, source.size() - position, channel);
            }
          });
    }
  }

  public static void write(Path file, byte[] bytes) throws IOException {
    replace(file, channel -> writeFully(channel, ByteBuffer.wrap(bytes)));
  }

  /** Writes beside the file, flushes to the disk, renames, flushes the directory. */
  public static void replace(Path file, Content content) throws IOException {
    Path temporary = beside(file);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    flushDirectory(file.toAbsolutePath().getParent());
  }

  static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** A name for what is not complete yet. */
  static Path beside(Path target) {
    return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
  }

  /** Some systems can't open a directory; there a rename is all that can be done. */
  static void flushDirectory(Path directory) throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
