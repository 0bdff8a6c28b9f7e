package org.detdiffusion.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.deploy.Deploy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked after everything was applied, of a kubectl that only notes what it is told. */
class CheckScriptTest {
  @TempDir Path directory;
  private Path told;

  @BeforeEach
  void makeAKubectl() throws Exception {
    told = directory.resolve("told");
    Path kubectl = directory.resolve("kubectl");
    String script =
        """
        #!/bin/sh
        echo "$@" >> '%s'
        case "$*" in *"$FAILS"*) echo "it is away"; exit 1 ;; *podmonitors*) echo one ;; esac
        """;
    Files.writeString(kubectl, script.formatted(told));
    assertThat(kubectl.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void asksForEverythingThatMustBeThere() throws Exception {
    Process check = check("nothing that is asked");
    assertThat(check.exitValue()).isZero();
    for (Workload workload : Workload.of(Overlay.CPU)) {
      boolean mayBeNone = workload.name().equals("generator");
      assertThat(String.join("\n", Files.readAllLines(told)).contains("/" + workload.name() + " "))
          .as(workload.name())
          .isEqualTo(!mayBeNone);
    }
    String kafka = "kafka/" + kafka();
    assertThat(Files.readAllLines(told))
        .anyMatch(line -> line.contains(kafka))
        .anyMatch(line -> line.contains("job/prepare"))
        .allMatch(line -> !line.startsWith("-") || line.startsWith("--namespace detdiffusion "));
  }

  @Test
  void endsWithWhatIsNotSo() throws Exception {
    Process check = check("kafka/" + kafka());
    assertThat(check.exitValue()).isEqualTo(1);
    assertThat(new String(check.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("NOT Kafka is ready", "it is away", "docs/runbook.md");
    assertThat(Files.readAllLines(told)).noneMatch(line -> line.contains("rollout"));
  }

  private static String kafka() throws Exception {
    return Overlay.STRIMZI.resources("Kafka").get(0).at("/metadata/name").asText();
  }

  private Process check(String fails) throws Exception {
    var builder = new ProcessBuilder(List.of(Deploy.KUBERNETES + "/check"));
    builder.environment().put("PATH", directory + ":" + System.getenv("PATH"));
    builder.environment().put("FAILS", fails);
    builder.environment().remove("NAMESPACE");
    Process process = builder.start();
    assertThat(process.waitFor()).isGreaterThanOrEqualTo(0);
    return process;
  }
}
