package org.detdiffusion.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.ObjectEntry;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsRoundTripTest {
  private static TestTopics topics;

  @TempDir Path directory;
  private Path source;
  private Path out;

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
    out = directory.resolve("out");
  }

  @Test
  void everyBoxComesBackScaled() throws Exception {
    topics.importCoco(source, "boxes/100%");
    topics.export("boxes/100%", out);

    Map<String, ImageEntry> there = byName(source);
    Map<String, ImageEntry> back = byName(out);
    assertThat(back).hasSize(3);
    assertSame(there.get("train a.png"), back.get("train a.png"));
    assertSame(there.get("train sub/empty.png"), back.get(nameOf(back, "train sub_empty")));
    assertSame(there.get("val a.png"), back.get(nameOf(back, "val val_a")));
  }

  @Test
  void idsMasksCrowdsAndAttributesAreAsPycocotoolsReadsThem() throws Exception {
    topics.importCoco(source, "fields");
    topics.export("fields", out);

    JsonNode coco = json("instances_train.json");
    assertThat(coco.at("/images/0/id").asInt()).isEqualTo(1);
    assertThat(coco.at("/images/0/synthetic").asBoolean(true)).isFalse();
    assertThat(coco.at("/images/1/source_id").asText()).isEqualTo("sub/empty.png");
    JsonNode dog = coco.at("/annotations/0");
    assertThat(dog.get("id").asInt()).isEqualTo(1);
    assertThat(dog.get("attribute").asText()).isEqualTo("hard");
    assertThat(dog.at("/segmentation/size")).hasToString("[64,64]");
    assertThat(dog.at("/segmentation/counts").asText()).isNotEmpty();
    assertThat(coco.at("/annotations/1/iscrowd").asInt()).isEqualTo(1);
    assertThat(json("instances_val.json").get("categories")).isEqualTo(coco.get("categories"));
  }

  @Test
  void whatCanNotBeReadIsCounted() throws Exception {
    assertThat(topics.importCoco(source, "counted"))
        .contains("Published 3 images (1 without objects) with 3 objects")
        .contains("1  images that can't be read", "1  boxes without area", "'gone.png'");
  }

  @Test
  void aSecondImportSaysTheSameAgain() throws Exception {
    topics.importCoco(source, "twice");
    Map<String, List<ByteBuffer>> first = messages("twice");
    topics.importCoco(source, "twice");

    assertThat(first).containsOnlyKeys("twice/a.png", "twice/sub/empty.png", "twice/val/a.png");
    messages("twice")
        .forEach(
            (key, values) -> assertThat(values).containsOnly(first.get(key).get(0)).hasSize(2));
    assertThat(topics.export("twice", out)).contains("3 images (0 synthetic");
  }

  @Test
  void aDryRunPublishesNothing() throws Exception {
    assertThat(TestTopics.run(topics.importing(source, "dry", true)))
        .startsWith("Would publish 3 images");
    assertThat(messages("dry")).isEmpty();
  }

  @Test
  void aBrokerThatIsNotThereIsToldInOneSentenceWithinSeconds() {
    String nowhere = "127.0.0.1:1";
    var choice = SyntheticChoice.of(List.of());
    var importing =
        new ImportOptions(
            DataFormat.COCO, source, nowhere, "x", 64, Optional.empty(), Reporting.TEXT);
    long start = System.nanoTime();
    assertThatThrownBy(() -> TestTopics.run(importing))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("No Kafka broker answered at '127.0.0.1:1'");
    assertThatThrownBy(
            () -> TestTopics.run(new ExportOptions(nowhere, "x", out, choice, Reporting.TEXT)))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("No Kafka broker answered at '127.0.0.1:1'");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    assertThat(out).doesNotExist();
  }

  @Test
  void aDirectoryThatIsNotEmptyStaysAsItIs() throws Exception {
    Files.writeString(Files.createDirectories(out).resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> topics.export("fields", out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not empty");
    assertThat(out.resolve("mine.txt")).hasContent("mine");
  }

  @Test
  void aDataSetThatIsNotThereIsNamedAndLeavesNothing() throws Exception {
    topics.importCoco(source, "known");
    assertThatThrownBy(() -> topics.export("unknown", out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no images of data set 'unknown'")
        .hasMessageContaining("known");
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(source));
  }

  @Test
  void aRefusedExportLeavesAnEmptyDirectoryAndALinkToOne() throws Exception {
    topics.importCoco(source, "left");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Files.createSymbolicLink(out, empty);
    assertThatThrownBy(() -> topics.export("unknown", out)).isInstanceOf(IOException.class);
    assertThat(empty).isEmptyDirectory();
    assertThat(out).isSymbolicLink();

    topics.export("left", out);
    assertThat(out).isSymbolicLink();
    assertThat(empty.resolve("annotations/instances_train.json")).exists();
  }

  @Test
  void aLinkToNothingIsRefusedBeforeAnythingIsRead() throws Exception {
    Files.createSymbolicLink(out, directory.resolve("nowhere"));
    assertThatThrownBy(() -> topics.export("unknown", out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("name a new directory");
    assertThat(out).isSymbolicLink();
  }

  private static void assertSame(ImageEntry there, ImageEntry back) {
    assertThat(back.width()).isEqualTo(64);
    assertThat(back.objects()).hasSameSizeAs(there.objects());
    for (int i = 0; i < there.objects().size(); i++) {
      ObjectEntry one = there.objects().get(i);
      ObjectEntry other = back.objects().get(i);
      double across = 64.0 / there.width();
      double down = 64.0 / there.height();
      assertThat(other.crowd()).isEqualTo(one.crowd());
      assertThat(other.box().x()).isCloseTo(one.box().x() * across, within(1e-9));
      assertThat(other.box().y()).isCloseTo(one.box().y() * down, within(1e-9));
      assertThat(other.box().width()).isCloseTo(one.box().width() * across, within(1e-9));
      assertThat(other.box().height()).isCloseTo(one.box().height() * down, within(1e-9));
    }
  }

  private static Map<String, ImageEntry> byName(Path coco) throws Exception {
    WholeDataSet data = WholeDataSet.read(DataFormat.COCO, coco, (doing, done, all) -> {});
    Map<String, ImageEntry> images = new TreeMap<>();
    for (ImageEntry image : data.images()) {
      if (!image.fileName().equals("gone.png")) {
        assertThat(image.pixels().width()).isEqualTo(image.width());
        images.put(image.split() + " " + image.fileName(), image);
      }
    }
    return images;
  }

  private static String nameOf(Map<String, ImageEntry> images, String start) {
    return images.keySet().stream().filter(name -> name.startsWith(start)).findFirst().get();
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(out.resolve("annotations").resolve(file).toFile());
  }

  private static Map<String, List<ByteBuffer>> messages(String dataSet) throws Exception {
    Map<String, List<ByteBuffer>> messages = new TreeMap<>();
    for (Incoming record : topics.records(Topics.ANNOTATED_IMAGES)) {
      if (record.key().startsWith(dataSet + "/")) {
        messages
            .computeIfAbsent(record.key(), key -> new java.util.ArrayList<>())
            .add(ByteBuffer.wrap(record.value()));
      }
    }
    return messages;
  }
}
