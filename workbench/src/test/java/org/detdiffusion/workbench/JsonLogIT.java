package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged workers, which one setting makes write their log as JSON; no broker is there. */
class JsonLogIT {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"labeller-worker", "generator-worker", "trainer-worker"})
  void aLineIsAnObject(String worker) throws Exception {
    JsonNode line = new ObjectMapper().readTree(firstLine(worker, "true"));

    assertThat(line.fieldNames())
        .toIterable()
        .contains("timestamp", "level", "loggerName", "message", "threadName", "mdc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"generator-worker"})
  void withoutTheSettingALineIsForPeople(String worker) throws Exception {
    assertThat(firstLine(worker, "false")).matches("(?s).*\\d\\d:\\d\\d:\\d\\d,\\d{3} [A-Z]+ .*");
  }

  private String firstLine(String worker, String json) throws Exception {
    String jar = "../" + worker + "/target/quarkus-app/quarkus-run.jar";
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder = new ProcessBuilder(java, "-Xmx512m", "-jar", jar);
    builder.redirectErrorStream(true).environment().putAll(settings(json));
    Process process = builder.start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      while (line != null && !line.contains("INFO") && !line.contains("WARN")) {
        line = output.readLine();
      }
      assertThat(line).as("a line of the log").isNotNull();
      return line;
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Map<String, String> settings(String json) {
    return Map.of(
        "DETDIFFUSION_LOG_JSON",
        json,
        "QUARKUS_HTTP_PORT",
        "0",
        "QUARKUS_BANNER_ENABLED",
        "false",
        "KAFKA_BOOTSTRAP_SERVERS",
        "127.0.0.1:1",
        "DETDIFFUSION_MODELS_DIRECTORY",
        directory.resolve("models").toString(),
        "DETDIFFUSION_WORK_DIRECTORY",
        directory.resolve("work").toString());
  }
}
