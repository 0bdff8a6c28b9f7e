package org.detdiffusion.workbench.watching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.detdiffusion.testing.ExportedMeters;
import org.detdiffusion.workbench.process.AllMeters;
import org.junit.jupiter.api.Test;

/** Dashboards and rules speak of what there is, without a Prometheus that could tell. */
class MonitoringFilesTest {
  private static final Set<String> OURS =
      AllMeters.declared().map(ExportedMeters::stem).collect(Collectors.toSet());
  private static final Set<String> RECORDED =
      MonitoringFiles.recorded().stream().map(Query::where).collect(Collectors.toSet());

  @Test
  void everyDeclaredMeterIsOnAPanel() {
    Set<String> shown =
        MonitoringFiles.panels().stream()
            .flatMap(query -> query.names().stream())
            .flatMap(name -> names(name).stream())
            .map(ExportedMeters::withoutSuffix)
            .collect(Collectors.toSet());

    assertThat(shown).containsAll(OURS);
  }

  /** Of a recorded rule those that it is made of, which may be recorded too. */
  private static Set<String> names(String name) {
    return MonitoringFiles.recorded().stream()
        .filter(query -> query.where().equals(name))
        .findFirst()
        .map(
            query ->
                query.names().stream()
                    .flatMap(each -> names(each).stream())
                    .collect(Collectors.toSet()))
        .orElse(Set.of(name));
  }

  @Test
  void everyQueryAsksForWhatIsTold() {
    assertThat(MonitoringFiles.queries())
        .isNotEmpty()
        .allSatisfy(
            query ->
                assertThat(query.names())
                    .as("%s: %s", query.where(), query.expression())
                    .isNotEmpty()
                    .allMatch(MonitoringFilesTest::isTold));
  }

  private static boolean isTold(String name) {
    return OURS.contains(ExportedMeters.withoutSuffix(name))
        || RECORDED.contains(name)
        || name.matches("up|(kafka|jvm|process)_[a-z0-9_]+")
        || MonitoringFiles.isKubernetes(name);
  }

  @Test
  void bracketsOfQueriesAreClosed() {
    assertThat(MonitoringFiles.queries())
        .allSatisfy(
            query -> {
              for (String pair : Set.of("()", "[]", "{}")) {
                assertThat(count(query, pair.charAt(0)))
                    .as(query.where())
                    .isEqualTo(count(query, pair.charAt(1)));
              }
            });
  }

  private static long count(Query query, int sign) {
    return query.expression().chars().filter(each -> each == sign).count();
  }

  @Test
  void everyAlertSaysHowBadWhatAndWhatToDo() {
    assertThat(MonitoringFiles.alerts())
        .hasSize(11)
        .allSatisfy(
            alert -> {
              String name = alert.get("alert").asText();
              assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
              assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
              assertThat(alert.at("/annotations/runbook_url").asText())
                  .startsWith("https://")
                  .endsWith("/docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
            });
  }

  @Test
  void everyAlertIsTested() throws IOException {
    StringBuilder tests = new StringBuilder();
    for (Path file : MonitoringFiles.in(MonitoringFiles.RULES.resolve("tests"), ".yaml")) {
      tests.append(Files.readString(file));
    }

    assertThat(MonitoringFiles.alerted())
        .allSatisfy(
            alert ->
                assertThat(tests.toString())
                    .contains("alertname: " + alert.where() + "\n")
                    .contains("{alertname: " + alert.where() + ","));
  }

  @Test
  void dashboardsAndPanelsAreToldApart() {
    assertThat(MonitoringFiles.dashboards())
        .hasSize(4)
        .extracting(board -> board.get("uid").asText())
        .doesNotHaveDuplicates();
    for (JsonNode board : MonitoringFiles.dashboards()) {
      assertThat(MonitoringFiles.each(board.get("panels")))
          .extracting(panel -> panel.get("id").asInt())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void prometheusLooksWhereTheWorkersAnswer() {
    JsonNode config = MonitoringFiles.read(MonitoringFiles.DIRECTORY.resolve("prometheus.yaml"));

    assertThat(MonitoringFiles.each(config.get("scrape_configs")))
        .hasSize(4)
        .allSatisfy(
            job -> {
              JsonNode target = job.get("dns_sd_configs").get(0);
              assertThat(job.get("metrics_path").asText()).isEqualTo("/q/metrics");
              String service = target.get("names").get(0).asText();
              assertThat(job.get("job_name").asText()).isEqualTo(service.replace("-worker", ""));
              assertThat(target.get("port").asInt()).isEqualTo(port(service));
            });
  }

  private static int port(String worker) throws IOException {
    Path settings = Path.of("..", worker, "src/main/resources/application.properties");
    return Files.readAllLines(settings).stream()
        .filter(line -> line.startsWith("quarkus.http.port="))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf('=') + 1)))
        .findFirst()
        .orElseThrow();
  }
}
