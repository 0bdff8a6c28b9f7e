package org.detdiffusion.perception.data.pocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.detdiffusion.perception.data.DataSetOptions;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BloodCellsTest {
  @TempDir Path cache;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private byte[] archive;
  private Checksums checksums;

  @BeforeEach
  void serveASmallArchive() throws IOException {
    files.put("LICENSE", "MIT".getBytes(StandardCharsets.UTF_8));
    files.put("BCCD/JPEGImages/a.png", SmallPictures.png(64, 64, 10, 20, 40, 36));
    String xml = SmallPictures.vocXml(64, 64, "11 21 40 36");
    files.put("BCCD/Annotations/a.xml", xml.getBytes(StandardCharsets.UTF_8));
    String list =
        files.entrySet().stream()
            .map(file -> Sha256.of(file.getValue()) + "  " + file.getKey())
            .collect(Collectors.joining("\n"));
    checksums = Checksums.parse(list);
    archive = zip();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/bccd.zip",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, archive.length);
          exchange.getResponseBody().write(archive);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void fetchesOnceAndReadsFromTheCacheAfterwards() throws Exception {
    Path folder = BloodCells.fetch(cache, source(), checksums);
    assertThat(VocDirectory.read(folder, DataSetOptions.DEFAULT).classes()).containsExactly("cell");
    assertThat(BloodCells.fetch(cache, source(), checksums)).isEqualTo(folder);
    assertThat(requests).hasValue(1);
    assertThat(folder.resolveSibling("LICENSE")).hasContent("MIT");
  }

  @Test
  void filesThatAreNotListedAreNotUnpacked() throws Exception {
    files.put("BCCD/Annotations/b.xml", new byte[] {1});
    files.put("../../escaped", new byte[] {1});
    archive = zip();
    Path folder = BloodCells.fetch(cache, source(), checksums);
    assertThat(folder.resolve("Annotations").toFile().list()).containsExactly("a.xml");
    assertThat(cache.getParent().resolve("escaped")).doesNotExist();
  }

  @Test
  void aChangedFileIsRefusedAndNothingIsLeftBehind() throws Exception {
    files.put("BCCD/JPEGImages/a.png", SmallPictures.png(64, 64, 0, 0, 1, 1));
    archive = zip();
    assertRefused("'BCCD/JPEGImages/a.png'", "not as published");
  }

  @Test
  void aMissingFileIsRefusedAndNothingIsLeftBehind() throws Exception {
    files.remove("LICENSE");
    archive = zip();
    assertRefused("lack 1 of 3 files");
  }

  @Test
  void halfADownloadLeavesNothingBehind() throws Exception {
    archive = Arrays.copyOf(archive, archive.length / 3);
    assertRefused("no whole zip");
  }

  @Test
  void offlineSaysWhatToDo() throws Exception {
    URI source = source();
    server.stop(0);
    assertThatThrownBy(() -> BloodCells.fetch(cache, source, checksums))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining("go online once, or name a Pascal VOC folder with --voc DIR");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void aServerThatStopsInTheMiddleIsGivenUp() throws Exception {
    CountDownLatch givenUp = new CountDownLatch(1);
    server.createContext("/stalled.zip", exchange -> sendHalf(exchange, givenUp));
    URI stalled = source().resolve("/stalled.zip");
    Duration patience = Duration.ofSeconds(1);
    try {
      assertThatThrownBy(
              () ->
                  new VerifiedArchive("the photographs", stalled, checksums, patience)
                      .fetchInto(cache.resolve("folder")))
          .isInstanceOf(InvalidDataSetException.class)
          .hasMessageContainingAll("can't be fetched from", "no end after 1 seconds");
    } finally {
      givenUp.countDown();
    }
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void moreThanIsWantedIsNotTaken() {
    Download little = new Download(source(), archive.length - 1, Duration.ofMinutes(1));
    assertThatThrownBy(little::fetch)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than");
  }

  @Test
  void aCacheThatCanNotBeWrittenIsNotCalledBeingOffline() throws Exception {
    Path file = Files.createFile(cache.resolve("file"));
    assertThatThrownBy(() -> BloodCells.fetch(file, source(), checksums))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContainingAll("can't be kept in " + file, "make room")
        .hasMessageNotContaining("online");
  }

  @Test
  void anErrorPageIsNoArchive() {
    URI missing = source().resolve("/missing");
    assertThatThrownBy(() -> BloodCells.fetch(cache, missing, checksums))
        .hasMessageContaining("HTTP status 404");
  }

  @Test
  void aChangedCacheIsNoticed() throws Exception {
    Path folder = BloodCells.fetch(cache, source(), checksums);
    Files.writeString(folder.resolve("Annotations/a.xml"), "changed");
    assertThatThrownBy(() -> BloodCells.fetch(cache, source(), checksums))
        .hasMessageContaining("a.xml is missing or not as published: delete");
  }

  @Test
  void theShippedListNamesEveryPhotographAndAnnotation() {
    Map<String, String> list = Checksums.ofResource("bccd.sha256").byName();
    assertThat(list.keySet().stream().filter(name -> name.endsWith(".jpg"))).hasSize(364);
    assertThat(list.keySet().stream().filter(name -> name.endsWith(".xml"))).hasSize(364);
    assertThat(list.values()).allMatch(sum -> sum.matches("[0-9a-f]{64}"));
  }

  private void sendHalf(HttpExchange exchange, CountDownLatch givenUp) throws IOException {
    exchange.sendResponseHeaders(200, archive.length);
    exchange.getResponseBody().write(archive, 0, archive.length / 2);
    exchange.getResponseBody().flush();
    try {
      givenUp.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> BloodCells.fetch(cache, source(), checksums))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContainingAll(parts);
    assertThat(cache).isEmptyDirectory();
  }

  private URI source() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/bccd.zip");
  }

  private byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry("BCCD_Dataset-1/" + file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
