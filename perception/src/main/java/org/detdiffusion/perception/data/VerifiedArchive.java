package org.detdiffusion.perception.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A zip on the web of which the listed files are wanted, and only as listed. It appears in its
 * folder whole or not at all.
 *
 * @param what for messages
 */
record VerifiedArchive(String what, URI source, Checksums checksums) {
  private static final int MAX_FILE_BYTES = 16 << 20;

  /** Does nothing but verify when the folder exists. */
  void fetchInto(Path folder) throws InvalidDataSetException {
    if (!Files.isDirectory(folder)) {
      try {
        download(folder);
      } catch (IOException e) {
        throw unreachable(e.toString(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unreachable("interrupted", e);
      }
    }
    checksums.verify(folder);
  }

  private InvalidDataSetException unreachable(String reason, Exception cause) {
    return new InvalidDataSetException(
        "%s can't be fetched from %s (%s): go online once, or name a Pascal VOC folder with --voc DIR"
            .formatted(what, source, reason),
        cause);
  }

  private void download(Path folder)
      throws IOException, InterruptedException, InvalidDataSetException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    Path unfinished = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "fetching-");
    try (InputStream body = open()) {
      unpack(body, unfinished);
      Files.move(unfinished, folder);
    } finally {
      delete(unfinished);
    }
  }

  private InputStream open() throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(source).timeout(Duration.ofMinutes(2)).build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      response.body().close();
      throw new IOException("HTTP status " + response.statusCode());
    }
    return response.body();
  }

  private void unpack(InputStream body, Path target) throws IOException, InvalidDataSetException {
    Set<String> missing = new HashSet<>(checksums.byName().keySet());
    ZipInputStream zip = new ZipInputStream(body);
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

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
