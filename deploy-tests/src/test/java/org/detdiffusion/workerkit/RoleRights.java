package org.detdiffusion.workerkit;

import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** Shows what a role needs to the tests of what is deployed. */
public final class RoleRights {
  private RoleRights() {}

  /** One right in Strimzi's words, as in {@code Read topic layout-jobs literal}. */
  public static Stream<String> of(ClusterRole role) {
    return role.privileges().stream().map(RoleRights::words);
  }

  private static String words(Privilege right) {
    var resource = right.resource();
    AclOperation operation = right.operation();
    if (resource.resourceType() == ResourceType.CLUSTER) {
      return SecurityUtils.operationName(operation) + " cluster";
    }
    String type =
        resource.resourceType() == ResourceType.TRANSACTIONAL_ID
            ? "transactionalId"
            : SecurityUtils.resourceTypeName(resource.resourceType()).toLowerCase(Locale.ROOT);
    String pattern = resource.patternType() == PatternType.PREFIXED ? "prefix" : "literal";
    return String.join(" ", SecurityUtils.operationName(operation), type, resource.name(), pattern);
  }
}
