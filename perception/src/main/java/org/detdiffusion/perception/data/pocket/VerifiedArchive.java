package org.detdiffusion.perception.data.pocket;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.Trees;

/**
 * A zip on the web of which the listed files are wanted, and only as listed. It appears in its
 * folder whole or not at all.
 *
 * @param what for messages
 * @param patience for the whole of it to come
 */
record VerifiedArchive(String what, URI source, Checksums checksums, Duration patience) {
  private static final int MAX_ARCHIVE_BYTES = 64 << 20;
  private static final int MAX_FILE_BYTES = 16 << 20;

  /** With five minutes to fetch it. */
  VerifiedArchive(String what, URI source, Checksums checksums) {
    this(what, source, checksums, Duration.ofMinutes(5));
  }

  /** Does nothing but verify when the folder exists. */
  void fetchInto(Path folder) throws InvalidDataSetException {
    if (!Files.isDirectory(folder)) {
      keep(fetch(), folder.toAbsolutePath());
    }
    checksums.verify(folder);
  }

  private byte[] fetch() throws InvalidDataSetException {
    try {
      return new Download(source, MAX_ARCHIVE_BYTES, patience).fetch();
    } catch (IOException e) {
      throw unreachable(e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted", e);
    }
  }

  private InvalidDataSetException unreachable(String reason, Exception cause) {
    return new InvalidDataSetException(
        "%s can't be fetched from %s (%s): go online once, or name a Pascal VOC folder with --voc DIR"
            .formatted(what, source, reason),
        cause);
  }

  private void keep(byte[] archive, Path folder) throws InvalidDataSetException {
    try {
      Files.createDirectories(folder.getParent());
      Path unfinished = Files.createTempDirectory(folder.getParent(), "fetching-");
      try {
        unpack(archive, unfinished);
        Files.move(unfinished, folder);
      } finally {
        Trees.delete(unfinished);
      }
    } catch (ZipException | EOFException e) {
      throw new InvalidDataSetException(
          "%s from %s are no whole zip (%s): fetch them again"
              .formatted(what, source, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new InvalidDataSetException(
          "%s can't be kept in %s (%s): make room there and see that it may be written"
              .formatted(what, folder.getParent(), e),
          e);
    }
  }

  private void unpack(byte[] archive, Path target) throws IOException, InvalidDataSetException {
    Set<String> missing = new HashSet<>(checksums.byName().keySet());
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      // Names come from the list, never from the archive: nothing can be written elsewhere.
      String name = withoutFirstFolder(entry.getName());
      if (missing.remove(name)) {
        byte[] content = zip.readNBytes(MAX_FILE_BYTES);
        requireAsPublished(name, content);
        Path file = target.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
      }
    }
    if (!missing.isEmpty()) {
      throw new InvalidDataSetException(
          "%s from %s lack %d of %d files: fetch the archive of the pinned revision"
              .formatted(what, source, missing.size(), checksums.byName().size()));
    }
  }

  private void requireAsPublished(String name, byte[] content) throws InvalidDataSetException {
    if (!checksums.matches(name, content)) {
      throw new InvalidDataSetException(
          "'%s' from %s is not as published, its SHA-256 differs: fetch it from the original source"
              .formatted(name, source));
    }
  }

  private static String withoutFirstFolder(String name) {
    return name.substring(name.indexOf('/') + 1);
  }
}
