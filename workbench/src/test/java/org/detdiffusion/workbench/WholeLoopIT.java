package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TopicTail;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program: the whole loop at toy size, stopped and gone on with, then served. */
@TestMethodOrder(OrderAnnotation.class)
class WholeLoopIT {
  private static final String LAYOUT =
      """
      {"id": "by-hand", "layout": {"width": 64, "height": 64, "objects": [
        {"className": "boot", "x": 10, "y": 12, "width": 24, "height": 20, "difficulty": "HARD"}]}}
      """;

  /** The one of the README. */
  private static final String JOB =
      "{\"id\": \"night-1\", \"dataSet\": \"scenes\", \"strategy\": \"HARD\", \"images\": 8}";

  private static final List<String> EVERY_KEY_ONCE =
      List.of(
          Topics.ANNOTATED_IMAGES,
          Topics.ATTRIBUTE_RECORDS,
          Topics.TRAINING_JOBS,
          Topics.AUGMENTATION_JOBS,
          Topics.LAYOUT_JOBS,
          Topics.SYNTHETIC_IMAGES);

  @TempDir static Path directory;

  @Test
  @Order(1)
  void aStoppedDemoGoesOnAndWritesItsReport() throws Exception {
    try (RunningWorkbench first = demo()) {
      first.awaitLine("First pictures:", 120);
      first.stop();
      assertThat(first.output())
          .contains("Starting in")
          .doesNotContain("Report:", "Exception", "\tat ");
    }
    assertThat(directory.resolve("report.html")).doesNotExist();
    TopicContents before = TopicContents.of(directory);
    try (RunningWorkbench second = demo()) {
      assertThat(second.exitCode(120)).as(second.output()).isZero();
      assertThat(second.output())
          .contains("Going on in", "YOLO score", "copy-paste", "Report:")
          .doesNotContain("Exception", "\tat ");
    }
    expectReport();
    expectNothingDoneTwice(before, TopicContents.of(directory));
  }

  private static void expectNothingDoneTwice(TopicContents before, TopicContents after)
      throws UnreadableMessageException {
    assertThat(before.finishedModels()).containsKeys("fold-0", "fold-1", "judge");
    assertThat(after.finishedModels())
        .containsAllEntriesOf(before.finishedModels())
        .hasSizeGreaterThan(before.finishedModels().size());
    for (String topic : EVERY_KEY_ONCE) {
      assertThat(before.counts(topic)).as(topic).isNotEmpty();
      assertThat(after.counts(topic)).as(topic).containsAllEntriesOf(before.counts(topic));
      assertThat(after.counts(topic).values()).as(topic).containsOnly(1L);
    }
    assertThat(after.counts(Topics.SYNTHETIC_IMAGES))
        .hasSameSizeAs(after.counts(Topics.LAYOUT_JOBS));
  }

  private static void expectReport() throws IOException {
    JsonNode report = new ObjectMapper().readTree(directory.resolve("report.json").toFile());
    assertThat(report.get("training")).hasSize(3);
    assertThat(report.get("scores")).hasSize(5);
    assertThat(report.get("scores"))
        .allSatisfy(row -> assertThat(row.get("images").asInt()).isEqualTo(3));
    assertThat(report.get("hardShares").get(0).get("objects").asInt()).isPositive();
    assertThat(Files.readString(directory.resolve("report.html")))
        .contains("data:image/png;base64,", "<svg class=\"chart\"", "added up over 2 starts");
    assertThat(directory.resolve("sheet-easy-hard.png")).isNotEmptyFile();
  }

  @Test
  @Order(2)
  void aDirectoryKeepsToItsDemo() throws Exception {
    String[] other = {"demo", "--toy", "--seed", "5", "--run-directory", directory.toString()};
    try (RunningWorkbench demo = RunningWorkbench.start(other)) {
      assertThat(demo.exitCode(60)).isEqualTo(1);
      assertThat(demo.output()).contains("holds a demo with other options");
    }
  }

  @Test
  @Order(2)
  void aBrokenDataSetIsNamedAndLeavesNothingBehind(@TempDir Path broken) throws Exception {
    Path annotations = Files.createDirectories(broken.resolve("annotations"));
    Files.writeString(annotations.resolve("instances_train.json"), "{\"images\": [");
    Path run = broken.resolve("run");
    String[] arguments = {"demo", "--coco", broken.toString(), "--run-directory", run.toString()};
    try (RunningWorkbench demo = RunningWorkbench.start(arguments)) {
      assertThat(demo.exitCode(30)).isEqualTo(1);
      assertThat(demo.output()).contains("instances_train.json").doesNotContain("Exception");
      assertThat(run).doesNotExist();
    }
  }

  @Test
  @Order(3)
  void jobsTypedByHandGetTheirImagesFromTheServedDemo() throws Exception {
    try (RunningWorkbench serve =
        RunningWorkbench.start(
            "serve", "--port", "0", "--kafka-port", "0", "--directory", directory.toString())) {
      String page = after(serve.awaitLine("Page:", 60));
      String kafka = after(serve.awaitLine("Kafka:", 5));
      serve.awaitLine("Ready", 60);
      expectImages(kafka);
      assertThat(get(page + "/")).contains("<title>DetDiffusion</title>");
      assertThat(get(page + "/api/images")).contains("by-hand", "night-1");
      assertThat(get(page + "/api/pipeline")).contains("annotated-images");
      expectPortTaken(page);
      serve.stop();
    }
  }

  private static void expectImages(String kafka) throws Exception {
    KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", kafka));
    CountDownLatch one = new CountDownLatch(1);
    CountDownLatch eight = new CountDownLatch(8);
    Consumer<Incoming> reader =
        record -> {
          countIf("by-hand".equals(record.key()), one);
          countIf("night-1".equals(record.headers().get("job-id")), eight);
        };
    List<String> topics = List.of(Topics.SYNTHETIC_IMAGES);
    try (TopicTail tail = new TopicTail("test", clients, topics, reader);
        Publisher publisher = clients.publisher()) {
      tail.start();
      publisher.publish(message(Topics.LAYOUT_JOBS, "by-hand", LAYOUT));
      publisher.publish(message(Topics.AUGMENTATION_JOBS, "night-1", JOB));
      assertThat(one.await(60, TimeUnit.SECONDS)).as("image of a layout").isTrue();
      assertThat(eight.await(60, TimeUnit.SECONDS)).as("images of a job").isTrue();
    }
  }

  private static void countIf(boolean wanted, CountDownLatch latch) {
    if (wanted) {
      latch.countDown();
    }
  }

  private static Outgoing message(String topic, String key, String json) {
    return new Outgoing(topic, key, json.getBytes(StandardCharsets.UTF_8));
  }

  private static void expectPortTaken(String page) throws Exception {
    String port = page.substring(page.lastIndexOf(':') + 1);
    Path elsewhere = directory.resolveSibling(directory.getFileName() + "-other");
    try (RunningWorkbench second =
        RunningWorkbench.start("serve", "--port", port, "--directory", elsewhere.toString())) {
      assertThat(second.exitCode(30)).isEqualTo(1);
      assertThat(second.output()).contains("Port " + port + " is taken by another program");
      assertThat(elsewhere.resolve("broker")).doesNotExist();
    }
  }

  private static RunningWorkbench demo() throws IOException {
    return RunningWorkbench.start("demo", "--toy", "--run-directory", directory.toString());
  }

  private static String get(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    return answer.body();
  }

  private static String after(String line) {
    return line.substring(line.indexOf(' ')).trim();
  }
}
