package org.detdiffusion.workbench.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.detdiffusion.networks.weights.DurableFiles;

/**
 * The directory in which a process keeps all its state, locked while the process lives: the
 * broker's log, models, unfinished training runs, reports.
 */
public final class RunDirectory implements AutoCloseable {
  /** Less room than this is not worth starting with. */
  static final long NEEDED_BYTES = 512L << 20;

  private final Path root;
  private final FileChannel lockFile;

  private RunDirectory(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Makes the directory where it is missing and takes its lock.
   *
   * @throws WorkbenchException when it is a file, can't be written, is full or is in use
   */
  public static RunDirectory open(Path root) throws WorkbenchException {
    return open(root, NEEDED_BYTES);
  }

  static RunDirectory open(Path root, long neededBytes) throws WorkbenchException {
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new WorkbenchException("'" + root + "' is a file; name a directory.");
    }
    try {
      Files.createDirectories(root);
      requireRoom(root, neededBytes);
      return new RunDirectory(root, lock(root));
    } catch (IOException e) {
      throw new WorkbenchException(
          "The directory '" + root + "' can't be written; name another one.", e);
    }
  }

  private static void requireRoom(Path root, long needed) throws IOException, WorkbenchException {
    long usable = Files.getFileStore(root).getUsableSpace();
    if (usable < needed) {
      throw new WorkbenchException(
          "The disk of '%s' has %d MB left and %d MB are needed; make room or name another directory."
              .formatted(root, usable >> 20, needed >> 20));
    }
  }

  private static FileChannel lock(Path root) throws IOException, WorkbenchException {
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(root);
    }
    channel.close();
    throw inUse(root);
  }

  private static WorkbenchException inUse(Path root) {
    return new WorkbenchException(
        "Another detdiffusion works in '" + root + "'; stop it or name another directory.");
  }

  public Path root() {
    return root;
  }

  /** What warnings and errors were about, stack traces included. */
  public Path log() {
    return root.resolve("detdiffusion.log");
  }

  public Path broker() {
    return root.resolve("broker");
  }

  public Path models() {
    return root.resolve("models");
  }

  public Path work() {
    return root.resolve("work");
  }

  /** Replaces a file as a whole: a reader sees the old one or the new one, also after a crash. */
  public static void write(Path file, byte[] bytes) throws WorkbenchException {
    try {
      DurableFiles.write(file, bytes);
    } catch (IOException e) {
      throw new WorkbenchException(
          "'" + file + "' can't be written (" + e.getMessage() + "); is the disk full?", e);
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
