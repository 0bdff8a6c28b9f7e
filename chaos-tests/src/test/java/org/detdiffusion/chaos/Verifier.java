package org.detdiffusion.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Knows what was sent and counts what came of it, with a plain Kafka consumer: it must not rest on
 * the code that it verifies. Sees committed records only.
 */
final class Verifier implements AutoCloseable {
  private static final Duration QUIET = Duration.ofMillis(800);

  private final KafkaConsumer<String, byte[]> consumer;
  private final String prefix;
  private final int sent;
  private final Map<Integer, Integer> counts = new HashMap<>();
  private final Map<Integer, Long> firstAt = new HashMap<>();
  private final Map<Integer, ConsumerRecord<String, byte[]>> last = new TreeMap<>();
  private final boolean keeping;

  /**
   * Reads a topic from its beginning.
   *
   * @param prefix keys are it, a dash, and an index below {@code sent}; others are passed over
   * @param keeping whether the records themselves are kept
   */
  Verifier(Cluster cluster, String topic, String prefix, int sent, boolean keeping) {
    this.prefix = prefix + "-";
    this.sent = sent;
    this.keeping = keeping;
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            cluster.kafka().bootstrapServers(),
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false);
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads what has come since the last time; how many different ones there are. */
  int look() {
    return look(Duration.ofMillis(100));
  }

  private int look(Duration patience) {
    for (var record : consumer.poll(patience)) {
      if (record.key() != null && record.key().startsWith(prefix)) {
        count(record);
      }
    }
    return counts.size();
  }

  private void count(ConsumerRecord<String, byte[]> record) {
    int index = Integer.parseInt(record.key().substring(prefix.length()));
    counts.merge(index, 1, Integer::sum);
    firstAt.putIfAbsent(index, record.timestamp());
    if (keeping) {
      last.put(index, record);
    }
  }

  /** Waits for one of each; then a little longer, so that repeats show. */
  void awaitAll(Duration atMost) throws Exception {
    Await.until("all " + sent + " of " + prefix, atMost, () -> look() >= sent);
    settle();
  }

  /** Reads until nothing comes for a while. */
  void settle() {
    int before;
    do {
      before = records();
      look(QUIET);
    } while (records() > before);
  }

  /** Indexes of which nothing has come. */
  List<Integer> lost() {
    return IntStream.range(0, sent).filter(i -> !counts.containsKey(i)).boxed().toList();
  }

  int distinct() {
    return counts.size();
  }

  int records() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  int count(int index) {
    return counts.getOrDefault(index, 0);
  }

  /** When the first record of an index came, in milliseconds since 1970. */
  long firstAt(int index) {
    return firstAt.get(index);
  }

  /** Of each index the last record; empty unless they are kept. */
  Map<Integer, ConsumerRecord<String, byte[]>> kept() {
    return last;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
