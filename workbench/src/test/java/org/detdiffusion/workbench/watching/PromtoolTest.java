package org.detdiffusion.workbench.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Prometheus' own tool says of rules and configuration. */
class PromtoolTest {

  @Test
  void theRulesDoWhatTheirTestsSay() throws Exception {
    List<String> files = names(MonitoringFiles.RULES.resolve("tests"));
    assertThat(files).hasSize(3);
    succeeds(MonitoringFiles.RULES.resolve("tests"), "test", "rules", files);
  }

  @Test
  void theRulesAreWellFormed() throws Exception {
    succeeds(MonitoringFiles.RULES, "check", "rules", names(MonitoringFiles.RULES));
  }

  @Test
  void theConfigurationIsWellFormed() throws Exception {
    succeeds(MonitoringFiles.DIRECTORY, "check", "config", List.of("prometheus.yaml"));
  }

  private static List<String> names(Path directory) {
    return MonitoringFiles.in(directory, ".yaml").stream()
        .map(file -> file.getFileName().toString())
        .toList();
  }

  private static void succeeds(Path directory, String verb, String what, List<String> files)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Installed.orSkip("promtool").toString(), verb, what));
    command.addAll(files);
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
    assertThat(told).contains("SUCCESS");
  }
}
