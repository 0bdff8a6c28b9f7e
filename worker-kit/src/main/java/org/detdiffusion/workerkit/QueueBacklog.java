package org.detdiffusion.workerkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * How many jobs of a queue are not done yet, those at work included. Known also while no member of
 * the pool runs, so that a pool can be scaled up from nothing. A pool is a share group or a
 * consumer group, and may have been the other one before: what counts is the one that has members,
 * and where neither has or both have, the one that is configured.
 */
public final class QueueBacklog implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private static final Set<GroupState> WITHOUT_MEMBERS =
      Set.of(GroupState.EMPTY, GroupState.DEAD, GroupState.UNKNOWN);

  private final MeteredAdmin admin;
  private final QueueChoice choice;
  private final String groupId;
  private final String topic;
  private final QueueKind configured;

  /**
   * Of the jobs on the topic for the pool.
   *
   * @param configured what the pool's members are told to be
   */
  public QueueBacklog(KafkaClients clients, String groupId, String topic, QueueKind configured) {
    this.admin = clients.admin();
    this.choice = new QueueChoice(admin.client(), clients.bootstrapServers());
    this.groupId = groupId;
    this.topic = topic;
    this.configured = configured;
  }

  /**
   * Asks the brokers.
   *
   * @throws KafkaException when they don't answer
   */
  public long jobs() throws InterruptedException {
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> left = isShared() ? leftToShares() : leftToMembers(ends);
    long jobs = 0;
    for (TopicPartition each : partitions) {
      long all = ends.get(each) - begins.get(each);
      jobs += Math.min(all, left.getOrDefault(each, all));
    }
    return jobs;
  }

  private boolean isShared() throws InterruptedException {
    boolean shared = false;
    boolean assigned = false;
    for (GroupListing group : get(admin().listGroups().valid())) {
      boolean isAtWork = !WITHOUT_MEMBERS.contains(group.groupState().orElse(GroupState.UNKNOWN));
      shared |= isAtWork && group.groupId().equals(groupId);
      assigned |= isAtWork && group.groupId().equals(JobQueueLoop.consumerGroup(groupId));
    }
    return shared == assigned ? choice.kind(configured) == QueueKind.SHARE : shared;
  }

  private List<TopicPartition> partitions() throws InterruptedException {
    return get(admin().describeTopics(List.of(topic)).allTopicNames())
        .get(topic)
        .partitions()
        .stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> of, OffsetSpec spec)
      throws InterruptedException {
    var asked = of.stream().collect(Collectors.toMap(Function.identity(), p -> spec));
    Map<TopicPartition, ListOffsetsResultInfo> told = get(admin().listOffsets(asked).all());
    return told.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /** Nothing of partitions that no share group has worked on. */
  private Map<TopicPartition, Long> leftToShares() throws InterruptedException {
    var asked = Map.of(groupId, new ListShareGroupOffsetsSpec());
    Map<TopicPartition, Long> left = new HashMap<>();
    orNothing(() -> admin().listShareGroupOffsets(asked).partitionsToOffsetInfo(groupId))
        .forEach((partition, share) -> lag(share).ifPresent(lag -> left.put(partition, lag)));
    return left;
  }

  private static Optional<Long> lag(SharePartitionOffsetInfo share) {
    return share == null ? Optional.empty() : share.lag();
  }

  /** Nothing of partitions that no consumer group has worked on. */
  private Map<TopicPartition, Long> leftToMembers(Map<TopicPartition, Long> ends)
      throws InterruptedException {
    String group = JobQueueLoop.consumerGroup(groupId);
    Map<TopicPartition, Long> left = new HashMap<>();
    orNothing(() -> admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, commit) -> {
              if (commit != null && ends.containsKey(partition)) {
                left.put(partition, ends.get(partition) - commit.offset());
              }
            });
    return left;
  }

  private interface Question<T> {
    KafkaFuture<Map<TopicPartition, T>> ask();
  }

  private static <T> Map<TopicPartition, T> orNothing(Question<T> question)
      throws InterruptedException {
    try {
      Map<TopicPartition, T> told = get(question.ask());
      return told == null ? Map.of() : told;
    } catch (AuthorizationException | RetriableException untold) {
      throw untold;
    } catch (ApiException otherKindOrUnknown) {
      return Map.of();
    }
  }

  private Admin admin() {
    return admin.client();
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(failed);
    } catch (TimeoutException away) {
      throw new KafkaException("the brokers did not answer within 10 seconds", away);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
