package org.detdiffusion.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.process.ConfiguredImages;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class StoredTopicsTest {
  private static TestTopics topics;
  @TempDir Path directory;
  private Path source;
  private Path store;

  @BeforeAll
  static void startBroker(@TempDir Path broker) throws Exception {
    topics = TestTopics.start(broker);
  }

  @AfterAll
  static void stopBroker() {
    topics.close();
  }

  @BeforeEach
  void writeSource() throws IOException {
    source = CocoSample.write(directory.resolve("source"));
    store = Files.createDirectory(directory.resolve("store"));
  }

  @Test
  void imagesThatWentThroughTheStoreAreExportedAsThoseThatDidNot() throws Exception {
    topics.importCoco(source, "inline");
    topics.export("inline", directory.resolve("inline"));
    importing("stored");
    exporting("stored", "stored");
    assertThat(referenced("stored")).hasSize(3).allMatch(key -> Files.exists(store.resolve(key)));
    assertThat(pictures("stored")).isEqualTo(pictures("inline")).hasSize(3);
  }

  @Test
  void importingAgainAddsNothingToTheStore() throws Exception {
    importing("again");
    List<Path> first = objects();
    importing("again");
    assertThat(objects()).hasSameElementsAs(first);
  }

  @Test
  void aDryRunLeavesTheStoreEmpty() throws Exception {
    try (MessageImages images = MessageImages.in(store, 0)) {
      new ImportRun(topics.importing(source, "dry", true), (doing, done, all) -> {}, images).run();
    }
    assertThat(store).isEmptyDirectory();
  }

  @Test
  void aMissingImageIsCountedAndNamed() throws Exception {
    importing("missing");
    Files.delete(store.resolve(referenced("missing").get(0)));
    assertThat(exporting("missing", "out"))
        .contains("2 images", "1  images that can't be read on annotated-images")
        .contains("image 'a.png': object '" + referenced("missing").get(0));
  }

  @Test
  void withoutItsStoreADataSetIsNotExportedInPart() throws Exception {
    importing("alone");
    assertThatThrownBy(() -> topics.export("alone", directory.resolve("out")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none is configured; set detdiffusion.images.store");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void theStoreOfAVerbIsThatOfItsSettings() throws Exception {
    System.setProperty("detdiffusion.images.store", store.toUri().toString());
    try (MessageImages images = ConfiguredImages.open()) {
      assertThat(images.store().orElseThrow().name()).isEqualTo("the image store " + store);
      System.setProperty("detdiffusion.images.store", "http://host/x");
      assertThatThrownBy(ConfiguredImages::open)
          .isInstanceOf(WorkbenchException.class)
          .hasMessageContaining("neither a directory, nor file:/directory, nor s3://");
    } finally {
      System.clearProperty("detdiffusion.images.store");
    }
  }

  private void importing(String dataSet) throws Exception {
    try (MessageImages images = MessageImages.in(store, 0)) {
      var options = topics.importing(source, dataSet, false);
      new ImportRun(options, (doing, done, all) -> {}, images).run();
    }
  }

  private String exporting(String dataSet, String out) throws Exception {
    try (MessageImages images = MessageImages.in(store, 0)) {
      var options =
          new ExportOptions(
              topics.broker().bootstrapServers(),
              dataSet,
              directory.resolve(out),
              SyntheticChoice.of(List.of()),
              Reporting.TEXT);
      return new ExportRun(options, (doing, done, all) -> {}, images).run().text();
    }
  }

  private static List<String> referenced(String dataSet) throws Exception {
    List<String> keys = new ArrayList<>();
    for (Incoming record : topics.records(Topics.ANNOTATED_IMAGES)) {
      var message = Wire.decode(AnnotatedImageMessage.class, record.value());
      if (message.getDataSet().equals(dataSet)) {
        keys.add(message.getStored().getKey());
      }
    }
    return keys;
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> tree = Files.walk(store)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  private Map<String, ByteBuffer> pictures(String out) throws IOException {
    Map<String, ByteBuffer> pictures = new TreeMap<>();
    Path images = directory.resolve(out).resolve("images");
    try (Stream<Path> tree = Files.walk(images)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString().replaceFirst("~.*", "");
        pictures.put(name, ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return pictures;
  }
}
