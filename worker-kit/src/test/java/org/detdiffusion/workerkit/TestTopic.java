package org.detdiffusion.workerkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.detdiffusion.messages.Topics;

/** Words written to a topic and read from it. */
record TestTopic(String name) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofMillis(700);

  static TestTopic create(String purpose) throws Exception {
    return new TestTopic(TestBroker.newTopic(purpose));
  }

  /** Whose records, and those of its dead letters, have so many bytes at most. */
  static TestTopic create(String purpose, int most, int mostOfLetters) throws Exception {
    return new TestTopic(TestBroker.newTopic(purpose, 1, most, mostOfLetters));
  }

  TestTopic deadLetters() {
    return new TestTopic(Topics.deadLetters(name));
  }

  void write(String... words) throws Exception {
    write(Stream.of(words).map(this::outgoing).toList());
  }

  void write(List<Outgoing> records) throws Exception {
    try (var publisher = TestBroker.clients().publisher()) {
      publisher.publish(records);
    }
  }

  Outgoing outgoing(String word) {
    return new Outgoing(name, word, word.getBytes(UTF_8));
  }

  /** The words of a topic once there are as many and no more come for a while. */
  List<String> words(int count) {
    return records(count).stream().map(TestTopic::word).toList();
  }

  List<Incoming> records(int count) {
    try (var consumer = TestBroker.clients().tailConsumer()) {
      var partitions = List.of(new TopicPartition(name, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<Incoming> records = new ArrayList<>();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        read(consumer, records, Duration.ofMillis(200));
      }
      read(consumer, records, QUIET);
      return records;
    }
  }

  static String word(Incoming record) {
    return new String(record.value(), UTF_8);
  }

  private static void read(
      Consumer<String, byte[]> consumer, List<Incoming> records, Duration wait) {
    consumer.poll(wait).forEach(record -> records.add(Records.incoming(record)));
  }
}
