package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.detdiffusion.broker.EmbeddedKafka;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program where something around it is broken: one sentence and exit code 1. */
class FaultsIT {
  private static final int SOON = 30;

  @TempDir Path directory;

  @Test
  void aClusterThatDoesNotAnswerIsNamed() throws Exception {
    long start = System.nanoTime();
    try (RunningWorkbench serve = serve(Map.of(), "127.0.0.1:1")) {
      assertThat(serve.exitCode(SOON)).isEqualTo(1);
      assertThat(serve.output())
          .hasLineCount(1)
          .startsWith("No Kafka broker answered at '127.0.0.1:1' within 8 seconds");
    }
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(15);
  }

  @Test
  void settingsInTheEnvironmentReachTheFirstClientOfACluster() throws Exception {
    Map<String, String> environment = Map.of("KAFKA_SECURITY_PROTOCOL", "NONSENSE");
    try (RunningWorkbench serve = serve(environment, "127.0.0.1:1")) {
      assertThat(serve.exitCode(SOON)).isEqualTo(1);
      assertThat(serve.output()).hasLineCount(1).contains("can't be used", "NONSENSE");
    }
  }

  @Test
  void settingsForAnotherClusterDoNotReachTheEmbeddedBroker() throws Exception {
    Map<String, String> environment =
        Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1", "KAFKA_SECURITY_PROTOCOL", "SSL");
    String[] arguments = {
      "serve", "--port", "0", "--kafka-port", "0", "--directory", directory.toString()
    };
    try (RunningWorkbench serve = RunningWorkbench.start(environment, arguments)) {
      String page = serve.awaitLine("Page:", 60).substring("Page:".length()).strip();
      assertThat(serve.awaitLine("Kafka:", 5)).containsPattern("127.0.0.1:\\d{2,}");
      serve.awaitLine("Ready", 60);
      expectEveryWorkerReady(page);
      serve.stop();
    }
  }

  private static void expectEveryWorkerReady(String page) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(page + "/q/health/ready")).build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void aSettingThatCanNotBeReadIsNamed() throws Exception {
    Map<String, String> environment = Map.of("DETDIFFUSION_SCHEMA_IDS", "17:LayoutJob");
    try (RunningWorkbench serve = serve(environment, "127.0.0.1:1")) {
      assertThat(serve.exitCode(SOON)).isEqualTo(1);
      assertThat(serve.output())
          .isEqualTo(
              "DETDIFFUSION_SCHEMA_IDS contains \"17:LayoutJob\"; write id=MessageName, such as"
                  + " 17=LayoutJob.");
    }
  }

  @Test
  void aWorkerThatCanNotGoOnEndsServing() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().dir(directory.resolve("k")).start()) {
      takeShareGroupsAway(kafka);
      var share = Map.of("DETDIFFUSION_QUEUE", "share");
      try (RunningWorkbench serve = serve(share, kafka.bootstrapServers())) {
        assertThat(serve.exitCode(60)).as(serve.output()).isEqualTo(1);
        assertThat(serve.output())
            .containsPattern("The loop 'trainer-\\d' has failed: The Kafka cluster at")
            .contains("has no share groups")
            .doesNotContain("Exception", "\tat ");
      }
    }
  }

  private static void takeShareGroupsAway(EmbeddedKafka kafka) throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    var none = new FeatureUpdate((short) 0, FeatureUpdate.UpgradeType.UNSAFE_DOWNGRADE);
    try (Admin admin = Admin.create(client)) {
      admin.updateFeatures(Map.of("share.version", none), new UpdateFeaturesOptions()).all().get();
    }
  }

  private RunningWorkbench serve(Map<String, String> environment, String servers) throws Exception {
    String run = directory.resolve("run").toString();
    return RunningWorkbench.start(
        environment, "serve", "--port", "0", "--directory", run, "--bootstrap-servers", servers);
  }
}
