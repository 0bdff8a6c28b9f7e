package org.detdiffusion.deploy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.deploy.Deploy;
import org.detdiffusion.deploy.cluster.Overlay;
import org.detdiffusion.deploy.kustomize.Yaml;
import org.junit.jupiter.api.Test;

/** The cluster is given the rules and dashboards that there are, and each alert has its page. */
class MonitoringTest {
  private static final Path RULES = Overlay.MONITORING.directory().resolve("rules.yaml");

  @Test
  void theRulesAreThoseOfPrometheus() throws IOException {
    assumeTrue(Overlay.MONITORING.isComplete());
    List<JsonNode> groups = new ArrayList<>();
    for (Path file : files("rules")) {
      Yaml.one(file).path("groups").forEach(groups::add);
    }
    assertThat(Yaml.one(RULES).at("/spec/groups"))
        .as("after `deploy/kubernetes/overlays/monitoring/update-rules`")
        .containsExactlyElementsOf(groups);
  }

  @Test
  void everyDashboardIsGiven() throws IOException {
    assumeTrue(Overlay.MONITORING.isComplete());
    JsonNode given = Yaml.one(Deploy.MONITORING.resolve("kustomization.yaml"));
    assertThat(given.at("/configMapGenerator/0/files"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            files("dashboards").stream().map(file -> "dashboards/" + file.getFileName()).toList());
  }

  @Test
  void whatPrometheusShallSeeNamesItsReleaseAndThePods() throws IOException {
    assumeTrue(Overlay.MONITORING.isComplete());
    assertThat(Overlay.MONITORING.resources())
        .filteredOn(one -> one.path("apiVersion").asText().startsWith("monitoring."))
        .hasSize(3)
        .allMatch(one -> one.at("/metadata/labels/release").isTextual());
    assertThat(Overlay.MONITORING.resources())
        .filteredOn(one -> one.path("kind").asText().equals("PodMonitor"))
        .hasSize(2)
        .allSatisfy(
            one ->
                assertThat(one.at("/spec/podMetricsEndpoints/0/relabelings"))
                    .extracting(label -> label.path("targetLabel").asText())
                    .containsExactly("job", "instance"));
  }

  @Test
  void everyAlertHasAPageInTheRunbook() throws IOException {
    List<String> runbook = Files.readAllLines(Deploy.ROOT.resolve("docs/runbook.md"));
    List<String> alerts = Yaml.one(RULES).findValuesAsText("alert");
    assertThat(alerts).isNotEmpty();
    assertThat(runbook).containsAll(alerts.stream().map(alert -> "## " + alert).toList());
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Deploy.MONITORING.resolve(folder))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
