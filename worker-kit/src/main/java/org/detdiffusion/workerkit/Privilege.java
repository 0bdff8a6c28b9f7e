package org.detdiffusion.workerkit;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** One thing that a user may do with resources of the cluster. Reading and writing imply seeing. */
record Privilege(ResourcePattern resource, AclOperation operation) {
  /** A cluster has one resource of its own, under this name. */
  private static final ResourcePattern CLUSTER =
      new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);

  static List<Privilege> topics(AclOperation operation, List<String> names) {
    return names.stream()
        .map(name -> new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL))
        .map(topic -> new Privilege(topic, operation))
        .toList();
  }

  /**
   * To read with a share group or, where the cluster has none, a consumer group, and to find the
   * settings of the former and the brokers' delivery limit.
   */
  static List<Privilege> queue(String group) {
    return List.of(
        group(group, AclOperation.READ),
        group(JobQueueLoop.consumerGroup(group), AclOperation.READ),
        group(group, AclOperation.DESCRIBE_CONFIGS),
        cluster(AclOperation.DESCRIBE_CONFIGS));
  }

  /** To read with consumer groups whose names begin so, in transactions. */
  static List<Privilege> transform(String groups) {
    return List.of(
        new Privilege(
            new ResourcePattern(ResourceType.GROUP, groups, PatternType.PREFIXED),
            AclOperation.READ),
        new Privilege(
            new ResourcePattern(ResourceType.TRANSACTIONAL_ID, groups, PatternType.PREFIXED),
            AclOperation.WRITE));
  }

  /** To write in transactions of this name. */
  static Privilege transaction(String id) {
    return new Privilege(
        new ResourcePattern(ResourceType.TRANSACTIONAL_ID, id, PatternType.LITERAL),
        AclOperation.WRITE);
  }

  static Privilege group(String name, AclOperation operation) {
    var group = new ResourcePattern(ResourceType.GROUP, name, PatternType.LITERAL);
    return new Privilege(group, operation);
  }

  static Privilege cluster(AclOperation operation) {
    return new Privilege(CLUSTER, operation);
  }

  boolean isOnTopic() {
    return resource.resourceType() == ResourceType.TOPIC;
  }

  /** As in {@code WRITE on topic layout-jobs}. */
  @Override
  public String toString() {
    String type = resource.resourceType().name().toLowerCase(Locale.ROOT);
    return operation + " on " + type.replace('_', ' ') + " " + resource.name();
  }
}
