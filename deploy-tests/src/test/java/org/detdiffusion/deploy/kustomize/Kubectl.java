package org.detdiffusion.deploy.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The kubectl of this machine, of which `kubectl kustomize` needs no cluster. */
public final class Kubectl {
  private Kubectl() {}

  /** Skips the test where it is not installed. */
  public static void orSkip() {
    boolean isInstalled =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(path -> Files.isExecutable(Path.of(path, "kubectl")));
    assumeTrue(isInstalled, "kubectl is not installed");
  }

  /** What it makes of a directory; its errors are the test's. */
  public static List<JsonNode> kustomize(Path directory) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("kubectl", ".log");
    try {
      var kubectl = new ProcessBuilder("kubectl", "kustomize", directory.toString());
      Process process = kubectl.redirectError(errors.toFile()).start();
      String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
      return Yaml.all(rendered);
    } finally {
      Files.delete(errors);
    }
  }
}
