package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loops, health and meters of a process whose login is refused; those that work are packaged. */
@Tag("slow")
@Timeout(180)
class SecretsTest {
  private static final String LOG = "-Dorg.slf4j.simpleLogger.";

  @TempDir Path directory;

  @Test
  void areNotToldByAWorkerThatIsRefused() throws Exception {
    try (var cluster = SecuredCluster.start(directory)) {
      String refused = run("debug", cluster.withWrongPassword());
      assertThat(refused).contains("queue=Failed: Kafka can't be used: the login is refused");
      assertThat(refused).contains("DEBUG", "ERROR").doesNotContain(SecuredCluster.PASSWORD);
    }
  }

  @Test
  void aRefusedLoginIsToldByEachClientAndNotAgainAndAgain() throws Exception {
    try (var cluster = SecuredCluster.start(directory)) {
      List<String> lines = run("warn", cluster.withWrongPassword()).lines().toList();
      assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
      assertThat(lines.stream().filter(line -> line.contains(" has failed: "))).hasSize(3);
      var refused = lines.stream().filter(line -> line.contains("failed authentication")).toList();
      assertThat(refused).filteredOn(line -> !line.contains("AdminClient")).hasSizeBetween(1, 3);
      // By the client of the health at most twice a look; trying on its own, it would be hundreds.
      assertThat(refused).hasSizeLessThanOrEqualTo(2 * TalkativeProcess.LOOKS + 4);
    }
  }

  private String run(String level, Map<String, Object> settings) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path said = directory.resolve("said");
    Process process =
        new ProcessBuilder(
                java,
                LOG + "defaultLogLevel=" + level,
                LOG + "log.org.detdiffusion=" + level,
                "-cp",
                System.getProperty("java.class.path"),
                TalkativeProcess.class.getName(),
                write(settings).toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(said, StandardCharsets.UTF_8);
  }

  private Path write(Map<String, Object> settings) throws Exception {
    var properties = new Properties();
    settings.forEach((name, value) -> properties.setProperty(name, value.toString()));
    Path file = directory.resolve("kafka.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }
}
