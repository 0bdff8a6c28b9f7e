package org.detdiffusion.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.RoleRights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each user of the cluster may do what the code says that its role needs, and nothing else. */
class KafkaUsersTest {
  private static final Map<String, List<ClusterRole>> ROLES =
      Map.of(
          "labeller", List.of(ClusterRole.LABELLER),
          "generator", List.of(ClusterRole.GENERATOR),
          "trainer", List.of(ClusterRole.TRAINER),
          "workbench", List.of(ClusterRole.PLANNER, ClusterRole.PAGE),
          "administrator", List.of(ClusterRole.ADMINISTRATOR));

  @Test
  void mayDoWhatTheirRolesNeedAndNoMore() throws IOException {
    for (Map.Entry<String, List<ClusterRole>> user : ROLES.entrySet()) {
      Set<String> needed =
          user.getValue().stream()
              .flatMap(RoleRights::of)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(rights(user.getKey())).as(user.getKey()).isEqualTo(needed);
    }
  }

  @Test
  void theAutoscalerSeesALagAndNothingElse() throws IOException {
    assertThat(rights("keda"))
        .containsExactlyInAnyOrder(
            "Describe topic annotated-images literal",
            "Describe group labeller.inspection literal");
  }

  @Test
  void thereAreNoOthers() throws IOException {
    assertThat(Overlay.STRIMZI.resources("KafkaUser"))
        .extracting(user -> user.at("/metadata/name").asText())
        .containsExactlyInAnyOrder(
            "labeller", "generator", "trainer", "workbench", "administrator", "keda");
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU", "STRIMZI"})
  void aProcessLogsInAsTheUserOfItsOwn(Overlay overlay) throws IOException {
    for (Workload workload : Workload.of(overlay)) {
      String user = workload.name().equals("prepare") ? "administrator" : workload.name();
      assertThat(ROLES).containsKey(user);
      assertThat(workload.container().getEnv())
          .filteredOn(variable -> variable.getName().equals("KAFKA_SASL_JAAS_CONFIG"))
          .singleElement()
          .satisfies(
              variable -> {
                var secret = variable.getValueFrom().getSecretKeyRef();
                assertThat(secret.getName()).isEqualTo(user);
                assertThat(secret.getKey()).isEqualTo("sasl.jaas.config");
              });
    }
  }

  private static Set<String> rights(String name) throws IOException {
    Set<String> rights = new TreeSet<>();
    for (JsonNode user : Overlay.STRIMZI.resources("KafkaUser")) {
      if (user.at("/metadata/name").asText().equals(name)) {
        user.at("/spec/authorization/acls").forEach(acl -> rights.addAll(words(acl)));
      }
    }
    return rights;
  }

  private static List<String> words(JsonNode acl) {
    List<String> words = new ArrayList<>();
    JsonNode resource = acl.path("resource");
    for (JsonNode operation : acl.path("operations")) {
      String name = resource.path("name").asText() + " " + resource.path("patternType").asText();
      String type = resource.path("type").asText();
      words.add((operation.asText() + " " + type + " " + name).strip());
    }
    return words;
  }
}
