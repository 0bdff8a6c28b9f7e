package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads with one consumer, from where the positions are or from the beginning. */
record TailSession(
    Consumer<String, byte[]> consumer,
    List<String> topics,
    TailPositions positions,
    java.util.function.Consumer<Incoming> reader) {
  private static final Duration POLL = Duration.ofMillis(200);

  void run(StopSignal stop, Runnable running) {
    assign(partitions());
    running.run();
    while (!stop.isGiven()) {
      for (var record : consumer.poll(POLL)) {
        var partition = new TopicPartition(record.topic(), record.partition());
        reader.accept(Records.incoming(record));
        positions.move(partition, record.offset() + 1);
      }
      // Past the markers of transactions, which have offsets but are no records.
      consumer.assignment().forEach(p -> positions.move(p, consumer.position(p)));
      assignAdded();
    }
  }

  /** Topics may be given more partitions; the consumer hears of it twice a minute. */
  private void assignAdded() {
    List<TopicPartition> latest = partitions();
    if (latest.size() > consumer.assignment().size()) {
      assign(latest);
    }
  }

  static List<TopicPartition> partitions(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (var topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(p -> partitions.add(new TopicPartition(topic.name(), p.partition())));
    }
    return partitions;
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      var found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw new IllegalStateException(
            "The topic " + topic + " is not there; create the topics before following them.");
      }
      found.forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    return partitions;
  }

  private void assign(List<TopicPartition> partitions) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    positions.now().forEach(consumer::seek);
  }
}
