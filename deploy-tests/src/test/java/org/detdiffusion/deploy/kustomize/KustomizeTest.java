package org.detdiffusion.deploy.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.deploy.cluster.Overlay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KustomizeTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void rendersAsKubectlDoesWhereItIsInstalled(Overlay overlay) throws Exception {
    assumeTrue(overlay.isComplete());
    Kubectl.orSkip();
    List<JsonNode> rendered = Kubectl.kustomize(overlay.directory());
    assertThat(byName(overlay.resources())).isEqualTo(byName(rendered));
  }

  @Test
  void refusesWhatItDoesNotKnow() throws IOException {
    write("kustomization.yaml", "namePrefix: my-\n");
    assertThatThrownBy(() -> Kustomize.render(directory)).hasMessageContaining("namePrefix");
  }

  @Test
  void refusesAPatchThatFindsNothing() throws IOException {
    write("one.yaml", "{kind: Service, metadata: {name: one}}\n");
    write(
        "kustomization.yaml",
        """
        resources: [one.yaml]
        patches:
          - target: {kind: Service, name: other}
            patch: "[]"
        """);
    assertThatThrownBy(() -> Kustomize.render(directory)).hasMessageContaining("No resource");
  }

  @Test
  void refusesToReplaceWhatIsNotThere() throws IOException {
    write("one.yaml", "{kind: Service, metadata: {name: one}}\n");
    write(
        "kustomization.yaml",
        """
        resources: [one.yaml]
        patches:
          - target: {kind: Service, name: one}
            patch: "[{op: replace, path: /spec, value: {}}]"
        """);
    assertThatThrownBy(() -> Kustomize.render(directory)).hasMessageContaining("Nothing is where");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private static Map<String, JsonNode> byName(List<? extends JsonNode> resources) {
    Map<String, JsonNode> named = new HashMap<>();
    for (JsonNode resource : resources) {
      String name = resource.path("kind").asText() + " " + resource.at("/metadata/name").asText();
      assertThat(named.put(name, resource)).as(name + " is there once").isNull();
    }
    return named;
  }
}
