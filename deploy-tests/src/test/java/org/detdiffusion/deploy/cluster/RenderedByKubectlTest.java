package org.detdiffusion.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.deploy.Deploy;
import org.detdiffusion.deploy.kustomize.Kubectl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator's own tool makes of each overlay is what the models know, too. */
class RenderedByKubectlTest {
  private static final Path OVERLAYS = Deploy.KUBERNETES.resolve("overlays");

  static List<Path> overlays() throws IOException {
    try (Stream<Path> overlays = Files.list(OVERLAYS)) {
      return overlays.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void hasNoFieldThatItsModelDoesNotHave(Path overlay) throws Exception {
    Kubectl.orSkip();
    List<JsonNode> rendered = Kubectl.kustomize(overlay);
    assertThat(rendered)
        .isNotEmpty()
        .allSatisfy(resource -> assertThat(StrictModels.read(resource)).isNotNull());
  }

  @Test
  void noOverlayIsLeftOutOfTheOtherTests() throws IOException {
    assertThat(Arrays.stream(Overlay.values()).map(Overlay::directory))
        .containsExactlyInAnyOrderElementsOf(overlays());
  }
}
