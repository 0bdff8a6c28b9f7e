package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.messages.Topics;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program: the closed loop at toy size, stopped, gone on with, given more, served. */
@TestMethodOrder(OrderAnnotation.class)
class ClosedLoopIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;

  @Test
  @Order(1)
  void aStoppedLoopGoesOnAndWritesAReportOfEachRoundAndOfAll() throws Exception {
    try (RunningWorkbench first = loop(1)) {
      first.awaitLine("Round 0:", 120);
      first.stop();
      assertThat(first.output()).contains("Starting in").doesNotContain("Exception", "\tat ");
    }
    byte[] roundZero = Files.readAllBytes(directory.resolve("round-0/report.json"));
    TopicContents before = TopicContents.of(directory);
    try (RunningWorkbench second = loop(1)) {
      assertThat(second.exitCode(120)).as(second.output()).isZero();
      assertThat(second.output())
          .contains("Going on in", "Round 1:", "Report:")
          .doesNotContain("Exception", "\tat ");
    }
    assertThat(directory.resolve("round-0/report.json")).hasBinaryContent(roundZero);
    expectReports(1);
    TopicContents after = TopicContents.of(directory);
    assertThat(after.finishedModels())
        .containsAllEntriesOf(before.finishedModels())
        .containsKeys("round-1-fold-0", "round-1-loop-0", "round-1-real-0");
    assertThat(after.counts(Topics.TRAINING_JOBS).values()).containsOnly(1L);
    assertThat(after.counts(Topics.LAYOUT_JOBS)).hasSize(4);
  }

  @Test
  @Order(2)
  void aFinishedLoopIsGivenAnotherRound() throws Exception {
    try (RunningWorkbench loop = loop(2)) {
      assertThat(loop.exitCode(120)).as(loop.output()).isZero();
      assertThat(loop.output()).contains("Round 2:").doesNotContainPattern("Round 1: .* kept");
    }
    expectReports(2);
  }

  @Test
  @Order(3)
  void aDirectoryKeepsToItsLoop() throws Exception {
    String[] demo = {"demo", "--toy", "--run-directory", directory.toString()};
    try (RunningWorkbench other = RunningWorkbench.start(demo)) {
      assertThat(other.exitCode(60)).isEqualTo(1);
      assertThat(other.output()).contains("holds a loop, not a demo");
    }
  }

  @Test
  @Order(4)
  void aFinishedLoopIsServedAndItsRoundsGoOnByThemselves() throws Exception {
    List<String> serve = new ArrayList<>(List.of("serve", "--port", "0", "--kafka-port", "0"));
    serve.addAll(List.of("--directory", directory.toString()));
    serve.addAll(List.of("--loop", "scenes", "--loop-rounds", "1", "--loop-images", "2"));
    try (RunningWorkbench served = RunningWorkbench.start(serve.toArray(String[]::new))) {
      String line = served.awaitLine("Page:", 60);
      String page = line.substring(line.indexOf(' ')).trim();
      assertThat(served.awaitLine("trains on in", 120))
          .contains("loop-scenes-1-fold-0", "loop-scenes-1-fold-1");
      assertThat(get(page + "/api/training")).contains("round-2-loop-0", "round-2-real-0");
      assertThat(get(page + "/api/images")).contains("round-1-", "loop-scenes-1-");
      served.stop();
    }
  }

  private static void expectReports(int lastRound) throws IOException {
    JsonNode report = JSON.readTree(directory.resolve("report.json").toFile());
    assertThat(report.get("rounds")).hasSize(lastRound + 1);
    JsonNode last = report.get("rounds").get(lastRound);
    assertThat(last).isEqualTo(JSON.readTree(round(lastRound, "report.json").toFile()));
    assertThat(last.get("images").get("kept").asInt()).isEqualTo(4);
    assertThat(last.get("images").get("dropped").asInt()).isZero();
    assertThat(last.get("times").get("seconds")).hasSizeGreaterThan(2);
    assertThat(last.get("judged").get("byClass")).isNotEmpty();
    assertThat(Files.readString(directory.resolve("report.html")))
        .contains("<svg class=\"chart\"", "real images alone");
    assertThat(Files.readString(round(lastRound, "report.html")))
        .contains("data:image/png;base64,");
    assertThat(round(lastRound, "sheet.png")).isNotEmptyFile();
  }

  private static Path round(int round, String file) {
    return directory.resolve("round-" + round).resolve(file);
  }

  /** A gate that asks nothing of images that no network has learnt to draw. */
  private static RunningWorkbench loop(int rounds) throws IOException {
    List<String> command = new ArrayList<>(List.of("loop", "--toy", "--rounds", "" + rounds));
    command.addAll(List.of("--min-agreement", "0", "--run-directory", directory.toString()));
    return RunningWorkbench.start(command.toArray(String[]::new));
  }

  private static String get(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
