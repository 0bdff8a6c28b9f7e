package org.detdiffusion.workbench.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.detdiffusion.workbench.process.RunDirectory;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * Keeps in the run directory what demo it belongs to, so that two are never mixed: a line {@code
 * name = value} for each setting. One that the file lacks came later and may be anything.
 */
final class DemoRecord {
  private static final String FILE = "demo.txt";
  private static final String IS = " = ";
  private static final String IMAGES = "images.sha256";
  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoRecord() {}

  /**
   * Notes the demo at its first start.
   *
   * @return whether an earlier start has left its work here
   * @throws WorkbenchException when the directory holds another demo
   */
  static boolean resume(DemoOptions options, DemoData data) throws WorkbenchException {
    Path file = options.directory().resolve(FILE);
    Map<String, String> now = settings(options, data);
    if (!Files.exists(file)) {
      RunDirectory.write(file, text(now).getBytes(StandardCharsets.UTF_8));
      return false;
    }
    Optional<String> difference = difference(read(file), now);
    if (difference.isPresent()) {
      throw new WorkbenchException(
          "'%s' holds a demo %s; give it what it had before, or name another directory with --run-directory."
              .formatted(options.directory(), difference.get()));
    }
    return true;
  }

  private static Map<String, String> settings(DemoOptions options, DemoData data) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("source", options.source().toString());
    settings.put("seed", Long.toString(options.seed()));
    add(settings, "profile", JSON.valueToTree(options.profile()));
    settings.put(IMAGES, data.sha256());
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
