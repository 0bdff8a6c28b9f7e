package org.detdiffusion.workerkit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.Test;

/** What operators are told to type gives each worker the rights that the code declares. */
class SecurityDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "security.md");

  private record Kind(ResourceType type, PatternType pattern, AclOperation operation) {
    static Kind of(Privilege right) {
      var resource = right.resource();
      return new Kind(resource.resourceType(), resource.patternType(), right.operation());
    }
  }

  @Test
  void listsTheRightsOfEveryRoleAndNoOther() throws Exception {
    List<String> written =
        Files.readAllLines(DOCUMENT).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("grant "))
            .toList();
    List<String> declared =
        Arrays.stream(ClusterRole.values()).flatMap(SecurityDocumentTest::commands).toList();
    assertThat(written).containsExactlyElementsOf(declared);
  }

  private static Stream<String> commands(ClusterRole role) {
    var names = mapping((Privilege right) -> right.resource().name(), toList());
    return role.privileges().stream()
        .collect(groupingBy(Kind::of, LinkedHashMap::new, names))
        .entrySet()
        .stream()
        .map(kind -> command(role, kind.getKey(), kind.getValue()));
  }

  private static String command(ClusterRole role, Kind kind, List<String> names) {
    String start = "grant " + role.name().toLowerCase(Locale.ROOT) + " --operation ";
    String option = " --" + kind.type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String resources =
        kind.type == ResourceType.CLUSTER
            ? option
            : names.stream().map(name -> option + " " + name).collect(joining());
    String pattern =
        kind.pattern == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "";
    return start + SecurityUtils.operationName(kind.operation) + resources + pattern;
  }
}
