package org.detdiffusion.workerkit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Rights on the cluster: given to a user, or asked for. */
record Grants(Admin admin) {
  private static final String ANY_HOST = "*";

  /** Lets a user do these things from any host; what it may already do stays. */
  void grant(Collection<Privilege> privileges, String user)
      throws ExecutionException, InterruptedException {
    admin.createAcls(bindings(privileges, user)).all().get();
  }

  private static List<AclBinding> bindings(Collection<Privilege> privileges, String user) {
    return privileges.stream()
        .map(
            right ->
                new AclBinding(
                    right.resource(),
                    new AccessControlEntry(
                        "User:" + user, ANY_HOST, right.operation(), AclPermissionType.ALLOW)))
        .toList();
  }

  /**
   * Asks the brokers what this user may do with the topics of a role, before anything is taken from
   * them: a worker that can't write must not read either. Topics that are not there, and brokers
   * that don't tell, are passed over.
   *
   * @throws TopicAuthorizationException which names the first right that is missing
   */
  void requireTopics(ClusterRole role) throws InterruptedException {
    var wanted = role.privileges().stream().filter(Privilege::isOnTopic).toList();
    var names = wanted.stream().map(right -> right.resource().name()).distinct().toList();
    var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    Map<String, KafkaFuture<TopicDescription>> told =
        admin.describeTopics(names, options).topicNameValues();
    for (Privilege right : wanted) {
      if (!isGranted(right, told.get(right.resource().name()))) {
        throw new TopicAuthorizationException("it lacks " + right, Set.of(right.resource().name()));
      }
    }
  }

  private static boolean isGranted(Privilege right, KafkaFuture<TopicDescription> told)
      throws InterruptedException {
    try {
      var operations = told.get().authorizedOperations();
      return operations == null || operations.contains(right.operation());
    } catch (ExecutionException untold) {
      if (untold.getCause() instanceof TopicAuthorizationException) {
        return false;
      }
      if (untold.getCause() instanceof UnknownTopicOrPartitionException) {
        return true;
      }
      throw new KafkaException("The topics' rights can't be read", untold.getCause());
    }
  }
}
