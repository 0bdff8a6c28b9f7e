package org.detdiffusion.images;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.detdiffusion.images.ImageException.Kind;

/**
 * A directory, on this machine or mounted by all. An object is written beside the others, flushed
 * to the disk and linked under its name, which fails when the name is taken. A file system without
 * hard links has it moved there, if the name is free. Symbolic links are not followed.
 */
final class FileImageStore implements ImageStore {
  private static final String UNFINISHED = "unfinished";
  private static final String DIGITS = "[0-9a-f][0-9a-f]";
  private static final Duration YOUNG = Duration.ofHours(1);

  private final Path root;
  private final HardLinks links;

  /** Gives a file a second name, which must be free. */
  @FunctionalInterface
  interface HardLinks {
    void link(Path name, Path file) throws IOException;
  }

  /**
   * @param root a directory that is there: one that is made here would hide that a disk isn't
   *     mounted
   */
  FileImageStore(Path root) {
    this(root, Files::createLink);
  }

  FileImageStore(Path root, HardLinks links) {
    this.links = links;
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException(
          "%s is '%s', which is no directory; make it, or mount what it is on."
              .formatted(ImageSettings.STORE, root));
    }
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public void write(ObjectKey key, byte[] bytes) throws ImageException {
    Path file = root.resolve(key.value());
    try {
      if (!Files.exists(file, NOFOLLOW_LINKS)) {
        place(key, bytes, file);
        return;
      }
      byte[] there = read(key, bytes.length);
      if (modified(file).isBefore(Instant.now().minus(YOUNG))) {
        place(key, there, file);
      }
    } catch (IOException failed) {
      throw away(failed);
    }
  }

  private void place(ObjectKey key, byte[] bytes, Path file) throws IOException, ImageException {
    Path temporary = directory(UNFINISHED).resolve(UUID.randomUUID().toString());
    try {
      flushed(temporary, bytes);
      directory(file.getParent().getFileName().toString());
      if (Files.exists(file, NOFOLLOW_LINKS)) {
        // The same content, by its checksum: this only makes it young.
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        link(temporary, file);
      }
      flush(file.getParent());
    } catch (FileAlreadyExistsException another) {
      byte[] unused = read(key, bytes.length);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Between its look and the move only the same content can come, since names are checksums. */
  private void link(Path temporary, Path file) throws IOException {
    try {
      links.link(file, temporary);
    } catch (FileAlreadyExistsException taken) {
      throw taken;
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      Files.move(temporary, file);
    }
  }

  private Path directory(String name) throws IOException {
    Path directory = root.resolve(name);
    if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
      try {
        Files.createDirectory(directory);
        flush(root);
      } catch (FileAlreadyExistsException taken) {
        requireDirectory(directory);
      }
    }
    return directory;
  }

  private static void requireDirectory(Path taken) throws IOException {
    if (!Files.isDirectory(taken, NOFOLLOW_LINKS)) {
      throw new IOException(taken + " is a link or a file, not a directory");
    }
  }

  private static void flushed(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** Windows can't open a directory; there a rename is all that can be done. */
  private static void flush(Path directory) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public byte[] read(ObjectKey key, int bytes) throws ImageException {
    Path file = root.resolve(key.value());
    if (Files.isSymbolicLink(file) || Files.isSymbolicLink(file.getParent())) {
      throw key.altered(name());
    }
    try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
      return key.verified(in.readNBytes(bytes + 1), name());
    } catch (NoSuchFileException gone) {
      throw Files.isDirectory(root) ? key.missing(name()) : away(gone);
    } catch (IOException failed) {
      throw away(failed);
    }
  }

  @Override
  public void list(Consumer<StoredObject> reader) throws ImageException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
      for (Path folder : folders) {
        String name = folder.getFileName().toString();
        boolean ours = name.equals(UNFINISHED) || name.matches(DIGITS);
        if (ours && Files.isDirectory(folder, NOFOLLOW_LINKS)) {
          listFolder(folder, reader);
        }
      }
    } catch (IOException failed) {
      throw away(failed);
    }
  }

  private void listFolder(Path folder, Consumer<StoredObject> reader) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = folder.getFileName() + "/" + file.getFileName();
        if (name.startsWith(UNFINISHED) || ObjectKey.parse(name).isPresent()) {
          listFile(file, name, reader);
        }
      }
    }
  }

  private static void listFile(Path file, String name, Consumer<StoredObject> reader)
      throws IOException {
    try {
      var is = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
      if (is.isRegularFile()) {
        reader.accept(new StoredObject(name, is.size(), is.lastModifiedTime().toInstant()));
      }
    } catch (NoSuchFileException finishedMeanwhile) {
      return;
    }
  }

  @Override
  public boolean delete(StoredObject listed) throws ImageException {
    Path file = root.resolve(listed.name());
    try {
      return modified(file).equals(listed.written()) && Files.deleteIfExists(file);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException failed) {
      throw away(failed);
    }
  }

  private static Instant modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file, NOFOLLOW_LINKS).toInstant();
  }

  private ImageException away(IOException failed) {
    return new ImageException(
        Kind.IMAGE_STORE_AWAY,
        "%s can't be used (%s); see that it is there, has room and lets us read and write"
            .formatted(name(), failed),
        failed);
  }

  @Override
  public String name() {
    return "the image store " + root;
  }

  @Override
  public void close() {}
}
