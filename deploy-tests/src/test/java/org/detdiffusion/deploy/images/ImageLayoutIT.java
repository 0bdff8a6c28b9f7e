package org.detdiffusion.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.deploy.Deploy;
import org.detdiffusion.workerkit.KafkaClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The programs as their images hold them: same files, environment and command, on a root that can't
 * be written, as a user without rights. What a container engine adds is not tried.
 */
class ImageLayoutIT {
  private static final String PASSWORD = "of-the-page";

  @TempDir static Path directory;
  private static EmbeddedKafka kafka;
  private static ImageLayout layout;
  private static ContainerFile file;

  @BeforeAll
  static void layOut() throws Exception {
    assumeTrue(Contained.isPossible(directory), "needs root's `unshare --mount` and setpriv");
    file = ContainerFile.read(Deploy.IMAGES.resolve("Containerfile"));
    layout = ImageLayout.make(Files.createDirectories(directory.resolve("image")));
    kafka = EmbeddedKafka.builder().dir(directory.resolve("kafka")).start();
    var administrator = new KafkaClients(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    administrator.ensureTopics(1, 1);
    administrator.prepareQueues();
  }

  @AfterAll
  static void stopTheBroker() {
    if (kafka != null) {
      kafka.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void startsOnARootThatCannotBeWritten(Program program) throws Exception {
    Path data = Files.createDirectories(directory.resolve("data-" + program.target()));
    if (program != Program.TRAINER) {
      Files.createDirectory(data.resolve("models")); // which only the trainer may write
    }
    try (var contained =
        Contained.start(layout.root(), data, settings(program), command(program))) {
      var endpoints = contained.endpoints();
      var ready = endpoints.awaitUp("/q/health/ready");
      assertThat(ready.statusCode()).as(contained.log()).isEqualTo(200);
      assertThat(healthy(contained.port())).isZero();
      assertThat(Files.readString(Path.of("/proc/" + contained.pid() + "/status")))
          .containsPattern("Uid:\\s10001\\s10001");
      assertThat(contained.terminate()).as(contained.log()).isIn(0, 130, 143);
      assertThat(contained.log()).doesNotContain("Read-only file system", "Extracting", "Download");
    }
  }

  @Test
  void nothingElseCanBeWritten() throws Exception {
    assertThat(shell("touch /mnt/var/file && touch /tmp/file")).isZero();
    for (String place : List.of("/mnt/opt", "/mnt", "/usr/bin", "/var", "/")) {
      assertThat(shell("touch " + place + "/file")).as(place).isNotZero();
    }
  }

  @Test
  void nothingInTmpCanBeRun() throws Exception {
    String script = "printf '#!/bin/sh\\n' > /tmp/file && chmod +x /tmp/file";
    assertThat(shell(script)).isZero();
    assertThat(shell(script + " && /tmp/file")).isNotZero();
  }

  private static int shell(String line) throws Exception {
    Path data = Files.createDirectories(directory.resolve("data-shell"));
    var command = List.of("sh", "-c", line);
    try (var contained = Contained.start(layout.root(), data, Map.of(), command)) {
      return contained.exitCode();
    }
  }

  @Test
  void loadsItsNativesFromTheImage() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data-natives"));
    List<String> command = new ArrayList<>(layout.command(file, Program.GENERATOR));
    command.subList(command.indexOf("-jar"), command.size()).clear();
    command.addAll(List.of("-cp", "/mnt/opt/generator/lib/main/*", "/mnt/opt/LoadNatives.java"));
    var environment = layout.environment(file, Program.GENERATOR);
    try (var contained = Contained.start(layout.root(), data, environment, command)) {
      assertThat(contained.exitCode()).as(contained.log()).isZero();
      List<String> loaded = contained.log().lines().filter(l -> l.startsWith("loaded ")).toList();
      assertThat(loaded)
          .anyMatch(line -> line.endsWith("libtorch_cpu.so"))
          .anyMatch(line -> line.endsWith("libdjl_torch.so"))
          .anyMatch(line -> line.endsWith("libonnxruntime.so"))
          .allMatch(line -> line.startsWith("loaded /mnt/opt/natives/"));
    }
  }

  @Test
  void shipsEachNativeOnce() throws IOException {
    try (Stream<Path> libraries = Files.list(layout.root().resolve("generator/lib/main"))) {
      for (Path jar : libraries.toList()) {
        assertThat(Files.size(jar)).as(jar.toString()).isLessThan(20 << 20);
      }
    }
  }

  @Test
  void theWorkbenchTellsTheBacklogToWhoKnowsThePassword() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data-backlog"));
    var program = Program.WORKBENCH;
    try (var contained =
        Contained.start(layout.root(), data, settings(program), command(program))) {
      var endpoints = contained.endpoints();
      assertThat(endpoints.await("/api/backlog", 401).statusCode()).isEqualTo(401);
      assertThat(endpoints.awaitUp("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(backlog(contained.port())).contains("\"gpuSeconds\":0.0");
    }
  }

  private static String backlog(String port) throws Exception {
    String login = Base64.getEncoder().encodeToString(("keda:" + PASSWORD).getBytes());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/backlog"))
            .header("Authorization", "Basic " + login)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static Map<String, String> settings(Program program) {
    Map<String, String> settings = new TreeMap<>(layout.environment(file, program));
    settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    if (program == Program.WORKBENCH) {
      settings.put("DETDIFFUSION_PAGE_PASSWORD", PASSWORD);
    } else {
      settings.put("QUARKUS_HTTP_PORT", "0");
    }
    return settings;
  }

  /** With any free port, and the cluster at hand in place of the one that the image names. */
  private static List<String> command(Program program) {
    List<String> words = new ArrayList<>(layout.command(file, program));
    if (program == Program.WORKBENCH) {
      words.set(words.size() - 1, kafka.bootstrapServers());
      words.addAll(List.of("--port", "0"));
    }
    return words;
  }

  /** What the image's health check says. */
  private static int healthy(String port) throws Exception {
    return new ProcessBuilder(layout.root().resolve("healthy").toString(), port).start().waitFor();
  }
}
