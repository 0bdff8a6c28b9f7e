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
import org.detdiffusion.workerkit.Groups;
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
          "administrator", List.of(ClusterRole.ADMINISTRATOR),
          "import", List.of(ClusterRole.IMPORT));

  /** Who logs in under another name than its own. */
  private static final Map<String, String> USERS =
      Map.of("prepare", "administrator", "toolbox", "operations", "kafka-tools", "operations");

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
  void whoeverIsCalledBringsLettersBackAndLooksAtGroups() throws IOException {
    Set<String> needed =
        RoleRights.of(ClusterRole.REDRIVE).collect(Collectors.toCollection(TreeSet::new));
    needed.add("Describe cluster");
    for (String group : List.of("generator", "generator.queue", "trainer", "trainer.queue")) {
      needed.add("Describe group " + group + " literal");
    }
    needed.add("Describe group " + Groups.LABELLER_PREFIX + " prefix");
    needed.add("Describe group " + Groups.PLANNER + " prefix");
    assertThat(rights("operations")).isEqualTo(needed);
  }

  @Test
  void thereAreNoOthers() throws IOException {
    Set<String> users = new TreeSet<>(ROLES.keySet());
    users.addAll(List.of("keda", "operations"));
    assertThat(users())
        .extracting(user -> user.at("/metadata/name").asText())
        .containsExactlyInAnyOrderElementsOf(users);
  }

  private static List<JsonNode> users() throws IOException {
    List<JsonNode> users = new ArrayList<>(Overlay.STRIMZI.resources("KafkaUser"));
    users.addAll(Overlay.BOOTSTRAP.resources("KafkaUser"));
    return users;
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU", "STRIMZI", "DEV", "BOOTSTRAP"})
  void aProcessLogsInAsTheUserOfItsOwn(Overlay overlay) throws IOException {
    for (Workload workload : Workload.of(overlay)) {
      String user = USERS.getOrDefault(workload.name(), workload.name());
      assertThat(rights(user)).isNotEmpty();
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
    for (JsonNode user : users()) {
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
