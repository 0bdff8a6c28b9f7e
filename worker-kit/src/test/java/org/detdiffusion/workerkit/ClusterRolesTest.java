package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.detdiffusion.messages.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each role may do, on a cluster that lets nobody do anything else. */
@Tag("slow")
@Timeout(120)
class ClusterRolesTest {
  private static final JobHandler NOTHING =
      jobs -> jobs.stream().<JobOutcome>map(job -> new JobOutcome.Done(List.of())).toList();

  @TempDir static Path directory;
  private static SecuredCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = SecuredCluster.start(directory);
    for (ClusterRole role : ClusterRole.values()) {
      cluster.grant(role.privileges(), role);
    }
    var administrator = cluster.of(ClusterRole.ADMINISTRATOR);
    administrator.ensureTopics(1, 1);
    administrator.prepareQueues();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  static Stream<Lack> topicRights() {
    return Stream.of(ClusterRole.values())
        .filter(role -> role != ClusterRole.PAGE && role != ClusterRole.REDRIVE) // all topics
        .flatMap(role -> role.privileges().stream().map(right -> new Lack(role, right)))
        .filter(lack -> lack.right.isOnTopic());
  }

  record Lack(ClusterRole role, Privilege right) {}

  @ParameterizedTest
  @MethodSource("topicRights")
  void aRightOnATopicThatIsMissingIsNamedBeforeAnythingIsRead(Lack lack) throws Exception {
    cluster.of(lack.role).requireRights();
    cluster.revoke(lack.right, lack.role);
    try {
      var clients = cluster.of(lack.role);
      assertThatThrownBy(clients::requireRights).hasMessage("it lacks " + lack.right);
    } finally {
      cluster.grant(List.of(lack.right), lack.role);
    }
  }

  @Test
  void aLoopThatLacksARightOnATopicFailsWithItsName() throws Exception {
    var right = Privilege.topics(AclOperation.WRITE, List.of(Topics.SYNTHETIC_IMAGES)).get(0);
    assertThat(reasonWithout(right, ClusterRole.GENERATOR))
        .isEqualTo(
            "Kafka can't be used: this user may not do it (it lacks WRITE on topic"
                + " synthetic-images); docs/security.md lists the rights that each worker needs");
  }

  @Test
  void aQueueThatMayNotJoinItsGroupNamesIt() throws Exception {
    var right = Privilege.group(Groups.GENERATOR, AclOperation.READ);
    assertThat(reasonWithout(right, ClusterRole.GENERATOR))
        .contains("may not do it", "group: generator");
  }

  @Test
  void aQueueThatMayNotSeeItsGroupsSettingsNamesTheRight() throws Exception {
    var right = Privilege.group(Groups.GENERATOR, AclOperation.DESCRIBE_CONFIGS);
    assertThat(reasonWithout(right, ClusterRole.GENERATOR))
        .contains("it lacks DESCRIBE_CONFIGS on group generator");
  }

  @Test
  void aQueueWhoseGroupIsNotSetUpNamesTheCommandThatDoesIt() throws Exception {
    var group = Privilege.queue("unprepared");
    cluster.grant(group, ClusterRole.GENERATOR);
    try (var loop = queue(cluster.of(ClusterRole.GENERATOR), "unprepared")) {
      loop.start();
      assertThat(SecureConnectionsTest.failure(loop))
          .contains("it lacks ALTER_CONFIGS on group unprepared")
          .contains("an administrator sets groups up by `detdiffusion prepare`");
    }
  }

  @Test
  void aTransformThatMayNotJoinItsGroupNamesIt() throws Exception {
    assertThat(reasonWithout(labeller(ResourceType.GROUP), ClusterRole.LABELLER))
        .contains("may not do it", "group: labeller.test");
  }

  @Test
  void aTransformWithoutTransactionsNamesTheRight() throws Exception {
    assertThat(reasonWithout(labeller(ResourceType.TRANSACTIONAL_ID), ClusterRole.LABELLER))
        .contains("it lacks WRITE on transactional ids that begin with labeller.test");
  }

  @Test
  void whoMayNotCreateTopicsNeedsNoRightWhereTheyAreThere() throws Exception {
    cluster.of(ClusterRole.IMPORT).ensureTopics(1, 1);
    assertThatThrownBy(() -> cluster.of(ClusterRole.EXPORT).ensureTopics(1, 1))
        .hasMessageStartingWith("The topics can't be created: this user may not do it (");
  }

  private static Privilege labeller(ResourceType type) {
    return ClusterRole.LABELLER.privileges().stream()
        .filter(right -> right.resource().resourceType() == type)
        .findFirst()
        .orElseThrow();
  }

  /** What a worker's loop says when it fails. */
  private static String reasonWithout(Privilege right, ClusterRole role) throws Exception {
    cluster.revoke(right, role);
    var clients = cluster.of(role);
    try (var loop =
        role == ClusterRole.LABELLER ? transform(clients) : queue(clients, Groups.GENERATOR)) {
      loop.start();
      return SecureConnectionsTest.failure(loop);
    } finally {
      cluster.grant(List.of(right), role);
    }
  }

  private static Loop queue(KafkaClients clients, String group) {
    return new JobQueueLoop("queue", clients, group, Topics.LAYOUT_JOBS, 1, NOTHING);
  }

  private static Loop transform(KafkaClients clients) {
    return new TransformLoop(
        "transform",
        clients,
        "labeller.test",
        List.of(Topics.ANNOTATED_IMAGES),
        record -> List.of());
  }
}
