package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;

/**
 * A served demo: a toy one, or a copy of the run directory that {@code -Dpage.run} names, for
 * pictures that show something.
 */
record ServedPage(RunningWorkbench process, String page, String token, KafkaClients clients)
    implements AutoCloseable {
  private static final String RUN = System.getProperty("page.run", "");

  static ServedPage start(Path directory) throws Exception {
    Path run = directory.resolve("run");
    if (isToy()) {
      makeToyDemo(run);
    } else {
      copy(Path.of(RUN), run);
    }
    RunningWorkbench serve =
        RunningWorkbench.start(
            "serve", "--port", "0", "--kafka-port", "0", "--directory", run.toString());
    String page = after("Page:", serve.awaitLine("Page:", 60));
    String kafka = after("Kafka:", serve.awaitLine("Kafka:", 5));
    String token = after("Token:", serve.awaitLine("Token:", 5)).split(" ")[0];
    serve.awaitLine("Ready", 60);
    return new ServedPage(serve, page, token, new KafkaClients(Map.of("bootstrap.servers", kafka)));
  }

  /** Whether models are too young to find or draw anything. */
  static boolean isToy() {
    return RUN.isEmpty();
  }

  private static void makeToyDemo(Path run) throws Exception {
    try (RunningWorkbench demo =
        RunningWorkbench.start("demo", "--toy", "--run-directory", run.toString())) {
      assertThat(demo.exitCode(240)).as(demo.output()).isZero();
      assertThat(demo.output())
          .contains("Token: ", "Page:   ./detdiffusion serve --directory " + run);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String after(String label, String line) {
    return line.substring(line.indexOf(label) + label.length()).strip();
  }

  void publish(List<Outgoing> records) throws Exception {
    try (Publisher publisher = clients.publisher()) {
      publisher.publish(records);
    }
  }

  JsonNode get(String path) throws Exception {
    return new ObjectMapper().readTree(body(path));
  }

  String body(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(page + path)).build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return post(path, json, token);
  }

  HttpResponse<String> post(String path, String json, String word) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(page + path))
            .header("Content-Type", "application/json")
            .header("X-Session-Token", word)
            .POST(BodyPublishers.ofString(json))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.close();
  }
}
