package org.detdiffusion.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each overlay, rendered, is what the API servers' models know. */
class OverlayTest {
  @ParameterizedTest
  @EnumSource
  void hasNoFieldThatItsModelDoesNotHave(Overlay overlay) throws IOException {
    assumeTrue(overlay.isComplete());
    assertThat(overlay.resources())
        .isNotEmpty()
        .allSatisfy(resource -> assertThat(StrictModels.read(resource)).isNotNull());
  }

  @ParameterizedTest
  @EnumSource
  void liesInOneNamespace(Overlay overlay) throws IOException {
    assumeTrue(overlay.isComplete());
    for (JsonNode resource : overlay.resources()) {
      boolean isPlace = resource.path("kind").asText().equals("Namespace");
      assertThat(resource.at(isPlace ? "/metadata/name" : "/metadata/namespace").asText())
          .isEqualTo("detdiffusion");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deployment", "NetworkPolicy", "ScaledObject"})
  void aFieldTooManyIsFound(String kind) throws IOException {
    ObjectNode resource = Overlay.CPU.resources(kind).get(0);
    ((ObjectNode) resource.path("spec")).put("replicaz", 1);
    assertThatThrownBy(() -> StrictModels.read(resource)).hasMessageContaining("replicaz");
  }

  @Test
  void aFieldTooManyOfStrimziIsFound() throws IOException {
    ObjectNode user = Overlay.STRIMZI.resources("KafkaUser").get(0);
    ((ObjectNode) user.at("/spec/authorization/acls/0")).put("operatoins", "Read");
    assertThatThrownBy(() -> StrictModels.read(user)).hasMessageContaining("operatoins");
  }

  @Test
  void anotherVersionIsFound() throws IOException {
    ObjectNode topic = Overlay.STRIMZI.resources("KafkaTopic").get(0);
    topic.put("apiVersion", "kafka.strimzi.io/v1beta1");
    assertThatThrownBy(() -> StrictModels.read(topic)).hasMessageContaining("v1beta1");
  }
}
