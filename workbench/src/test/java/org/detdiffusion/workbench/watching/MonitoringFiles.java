package org.detdiffusion.workbench.watching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code deploy/monitoring} holds. */
final class MonitoringFiles {
  static final Path DIRECTORY = Path.of("..", "deploy", "monitoring").toAbsolutePath().normalize();
  static final Path RULES = DIRECTORY.resolve("rules");
  static final Path DASHBOARDS = DIRECTORY.resolve("dashboards");

  private MonitoringFiles() {}

  static List<Path> in(Path directory, String ending) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(Path file) {
    try {
      ObjectMapper mapper =
          file.toString().endsWith(".json") ? new ObjectMapper() : new YAMLMapper();
      return mapper.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** Of every dashboard. */
  static List<JsonNode> dashboards() {
    return in(DASHBOARDS, ".json").stream().map(MonitoringFiles::read).toList();
  }

  /** Recording rules and alerts. */
  static List<JsonNode> rules() {
    return in(RULES, ".yaml").stream()
        .flatMap(file -> each(read(file).get("groups")))
        .flatMap(group -> each(group.get("rules")))
        .toList();
  }

  static List<JsonNode> alerts() {
    return rules().stream().filter(rule -> rule.has("alert")).toList();
  }

  static List<Query> panels() {
    return dashboards().stream()
        .flatMap(
            board ->
                each(board.get("panels"))
                    .flatMap(
                        panel ->
                            each(panel.get("targets")).map(target -> query(board, panel, target))))
        .toList();
  }

  private static Query query(JsonNode board, JsonNode panel, JsonNode target) {
    String where = board.get("title").asText() + ", " + panel.get("title").asText();
    return new Query(where, target.get("expr").asText());
  }

  static List<Query> recorded() {
    return rules().stream()
        .filter(rule -> rule.has("record"))
        .map(rule -> new Query(rule.get("record").asText(), rule.get("expr").asText()))
        .toList();
  }

  static List<Query> alerted() {
    return alerts().stream()
        .map(rule -> new Query(rule.get("alert").asText(), rule.get("expr").asText()))
        .toList();
  }

  static Stream<Query> queries() {
    return Stream.of(panels(), recorded(), alerted()).flatMap(List::stream);
  }

  /** What the nodes of a cluster tell of disks; beside a process alone nobody does. */
  static boolean isKubernetes(String name) {
    return name.matches("kubelet_volume_stats_(available|capacity)_bytes");
  }

  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
