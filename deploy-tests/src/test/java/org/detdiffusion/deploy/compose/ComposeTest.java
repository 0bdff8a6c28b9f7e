package org.detdiffusion.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.detdiffusion.deploy.Deploy;
import org.detdiffusion.deploy.kustomize.Yaml;
import org.detdiffusion.workerkit.JobQueueOptions;
import org.junit.jupiter.api.Test;

/** What can be said of the compose files without an engine. */
class ComposeTest {
  private static final Path FILE = Deploy.ROOT.resolve("deploy/compose.yaml");
  private static final Path GPU = Deploy.ROOT.resolve("deploy/compose.gpu.yaml");
  private static final String OURS = "detdiffusion/";

  private final Map<String, JsonNode> services = services(FILE);

  ComposeTest() throws IOException {}

  /** With {@code <<} resolved, which this reader leaves as it is. */
  private static Map<String, JsonNode> services(Path file) throws IOException {
    Map<String, JsonNode> services = new TreeMap<>();
    JsonNode compose = Yaml.one(file);
    for (var entry : compose.path("services").properties()) {
      ObjectNode service = entry.getValue().deepCopy();
      if (service.has("<<")) {
        ObjectNode merged = compose.path("x-ours").deepCopy();
        service.remove("<<");
        merged.setAll(service);
        service = merged;
      }
      services.put(entry.getKey(), service);
    }
    return services;
  }

  @Test
  void hasKafkaTheFourProcessesAndWhatWatchesThem() {
    assertThat(services)
        .containsOnlyKeys(
            "kafka",
            "prepare",
            "labeller-worker",
            "generator-worker",
            "trainer-worker",
            "workbench",
            "prometheus",
            "grafana");
  }

  @Test
  void everyImageHasItsVersion() throws IOException {
    List<JsonNode> all = new ArrayList<>(services.values());
    all.addAll(services(GPU).values());
    assertThat(all)
        .extracting(service -> service.path("image").asText())
        .allMatch(image -> image.matches("[\\w./-]+:v?\\d+\\.\\d+\\.\\d+(-cuda)?"));
  }

  @Test
  void kafkaHasTheVersionOfTheClients() throws IOException {
    String version = Files.readString(Deploy.ROOT.resolve("pom.xml"));
    version = version.replaceFirst("(?s).*<kafka.version>(.*)</kafka.version>.*", "$1");
    assertThat(services.get("kafka").path("image").asText()).endsWith("/kafka:" + version);
  }

  @Test
  void ourProcessesMayDoNoMoreThanTheyNeed() {
    assertThat(ours())
        .hasSize(5)
        .allSatisfy(
            service -> {
              assertThat(service.path("read_only").asBoolean()).isTrue();
              assertThat(service.path("cap_drop")).extracting(JsonNode::asText).contains("ALL");
              assertThat(service.path("security_opt").path(0).asText())
                  .isEqualTo("no-new-privileges:true");
            });
  }

  @Test
  void workersHaveLongerToEndThanTheyWaitForTheirBatch() {
    long patience = JobQueueOptions.batchesOf(1).patience().toSeconds();
    assertThat(ours())
        .filteredOn(service -> service.path("restart").asText().equals("unless-stopped"))
        .hasSize(4)
        .allSatisfy(
            service ->
                assertThat(service.path("stop_grace_period").asText())
                    .satisfies(
                        grace ->
                            assertThat(Long.parseLong(grace.replace("s", "")))
                                .isGreaterThan(patience)));
  }

  @Test
  void aTrainerOnAGpuHasTimeForALargeCheckpoint() throws IOException {
    JsonNode trainer = services(GPU).get("trainer-worker");
    Duration grace = Duration.parse(trainer.at("/environment/DETDIFFUSION_TRAINER_GRACE").asText());
    Duration patience = JobQueueOptions.batchesOf(1).withGrace(grace).patience();
    assertThat(Duration.parse("PT" + trainer.path("stop_grace_period").asText()))
        .isGreaterThan(patience);
  }

  @Test
  void nothingListensButOnThisMachine() {
    assertThat(services.values().stream().flatMap(one -> one.path("ports").valueStream()))
        .hasSize(4)
        .allMatch(port -> port.asText().startsWith("127.0.0.1:"));
  }

  @Test
  void passwordsComeFromOutside() throws IOException {
    assertThat(Files.readAllLines(FILE))
        .filteredOn(line -> line.matches(".*PASSWORD: .*") && !line.contains("environment:"))
        .isNotEmpty()
        .allMatch(line -> line.matches(".*\\$\\{\\w+:\\?.*}"));
  }

  @Test
  void gpusAreGivenToProcessesThatThereAre() throws IOException {
    assertThat(services).containsKeys(services(GPU).keySet().toArray(String[]::new));
  }

  private List<JsonNode> ours() {
    return services.values().stream()
        .filter(service -> service.path("image").asText().startsWith(OURS))
        .toList();
  }
}
