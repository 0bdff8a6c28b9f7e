package org.detdiffusion.workerkit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * How many jobs of a queue are not done yet, those at work included. Known also while no member of
 * the pool runs, so that a pool can be scaled up from nothing. A pool may be a share group or a
 * consumer group, and may have been the other one before: what either has done counts.
 */
public final class QueueBacklog implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final MeteredAdmin admin;
  private final String groupId;
  private final String topic;

  /** Of the jobs on the topic for the pool. */
  public QueueBacklog(KafkaClients clients, String groupId, String topic) {
    this.admin = clients.admin();
    this.groupId = groupId;
    this.topic = topic;
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
    Map<TopicPartition, SharePartitionOffsetInfo> shared = shared();
    Map<TopicPartition, OffsetAndMetadata> committed = committed();
    long jobs = 0;
    for (TopicPartition each : partitions) {
      long all = ends.get(each) - begins.get(each);
      long ofShares = lag(shared.get(each)).orElse(all);
      OffsetAndMetadata commit = committed.get(each);
      long ofMembers = commit == null ? all : ends.get(each) - commit.offset();
      jobs += Math.min(all, Math.min(ofShares, ofMembers));
    }
    return jobs;
  }

  private static Optional<Long> lag(SharePartitionOffsetInfo share) {
    return share == null ? Optional.empty() : share.lag();
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

  /** Nothing where the pool is no share group. */
  private Map<TopicPartition, SharePartitionOffsetInfo> shared() throws InterruptedException {
    var asked = Map.of(groupId, new ListShareGroupOffsetsSpec());
    return orNothing(() -> admin().listShareGroupOffsets(asked).partitionsToOffsetInfo(groupId));
  }

  /** Nothing where the pool is no consumer group. */
  private Map<TopicPartition, OffsetAndMetadata> committed() throws InterruptedException {
    String group = JobQueueLoop.consumerGroup(groupId);
    return orNothing(() -> admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
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
