package org.detdiffusion.workbench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.detdiffusion.workbench.process.RunDirectory;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * Keeps in the run directory what experiment it belongs to, so that two are never mixed: a line
 * {@code name = value} for each setting. One that the file lacks came later and may be anything.
 */
final class ExperimentRecord {
  /** Of each kind of experiment, the file is {@code <kind>.txt}. */
  private static final List<String> KINDS = List.of("demo", "loop");

  private static final String IS = " = ";
  private static final String IMAGES = "images.sha256";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExperimentRecord() {}

  /**
   * Notes the experiment at its first start.
   *
   * @return whether an earlier start has left its work here
   * @throws WorkbenchException when the directory holds another one
   */
  static boolean resume(Experiment experiment) throws WorkbenchException {
    Path directory = experiment.options().directory();
    requireNoOtherKind(experiment.kind(), directory);
    Path file = file(directory, experiment.kind());
    Map<String, String> now = settings(experiment);
    if (!Files.exists(file)) {
      RunDirectory.write(file, text(now).getBytes(StandardCharsets.UTF_8));
      return false;
    }
    Optional<String> difference = difference(read(file), now);
    if (difference.isPresent()) {
      throw new WorkbenchException(
          "'%s' holds a %s %s; give it what it had before, or name another directory with --run-directory."
              .formatted(directory, experiment.kind(), difference.get()));
    }
    return true;
  }

  private static void requireNoOtherKind(String kind, Path directory) throws WorkbenchException {
    for (String other : KINDS) {
      if (!other.equals(kind) && Files.exists(file(directory, other))) {
        throw new WorkbenchException(
            "'%s' holds a %s, not a %s; name another directory with --run-directory."
                .formatted(directory, other, kind));
      }
    }
  }

  private static Path file(Path directory, String kind) {
    return directory.resolve(kind + ".txt");
  }

  private static Map<String, String> settings(Experiment experiment) {
    ExperimentOptions options = experiment.options();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("source", options.source().toString());
    settings.put("seed", Long.toString(options.seed()));
    add(settings, "profile", JSON.valueToTree(options.profile()));
    experiment
        .furtherSettings()
        .forEach((name, value) -> settings.put(name, String.valueOf(value)));
    settings.put(IMAGES, experiment.data().sha256());
    return settings;
  }

  private static void add(Map<String, String> settings, String name, JsonNode value) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(part -> add(settings, name + "." + part.getKey(), part.getValue()));
    } else {
      settings.put(name, value.toString());
    }
  }

  private static Optional<String> difference(Map<String, String> before, Map<String, String> now) {
    for (Map.Entry<String, String> setting : before.entrySet()) {
      String name = setting.getKey();
      if (!setting.getValue().equals(now.get(name))) {
        return Optional.of(
            name.equals(IMAGES)
                ? "of other images"
                : "with other options (%s was %s)".formatted(name, setting.getValue()));
      }
    }
    return before.containsKey(IMAGES)
        ? Optional.empty()
        : Optional.of("of an older version, which can't go on");
  }

  private static String text(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + IS + setting.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static Map<String, String> read(Path file) throws WorkbenchException {
    Map<String, String> settings = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        int is = line.indexOf(IS);
        if (is > 0) {
          settings.put(line.substring(0, is), line.substring(is + IS.length()));
        }
      }
      return settings;
    } catch (IOException e) {
      throw new WorkbenchException("'" + file + "' can't be read.", e);
    }
  }
}
