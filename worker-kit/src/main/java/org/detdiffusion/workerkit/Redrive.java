package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Settles dead letters: brings them back to the topics they came from, each once, or discards them.
 * Messages and {@link Receipt}s are one transaction, so that whatever ends a redrive, the next one
 * goes on behind it. There is one redrive at a time on a cluster; a new one ends another that is
 * under way.
 */
public final class Redrive implements AutoCloseable {
  static final String TRANSACTIONAL_ID = "detdiffusion-redrive";

  private static final int MOST_RECEIPTS = 1000;

  private final DeadLetterTopics topics;
  private final Producer<String, byte[]> producer;

  private Redrive(DeadLetterTopics topics, Producer<String, byte[]> producer) {
    this.topics = topics;
    this.producer = producer;
  }

  /**
   * Ends any other redrive on the cluster; what that one had not committed is undone.
   *
   * @param patience longest time without any record before the brokers count as gone
   * @throws PublishException when the brokers don't allow transactions
   */
  public static Redrive open(KafkaClients clients, Duration patience) throws PublishException {
    var producer = clients.transactionalProducer(TRANSACTIONAL_ID);
    try {
      producer.initTransactions();
      return new Redrive(new DeadLetterTopics(clients, patience), producer);
    } catch (KafkaException refused) {
      producer.close(Duration.ZERO);
      throw new PublishException(refused);
    }
  }

  /**
   * Brings back the letters of a topic that are wanted; those that come meanwhile are left.
   *
   * @return what was brought back and what could not be
   * @throws PublishException when the brokers refuse; what was committed before stays so
   */
  public RedrivePlan run(String topic, Predicate<DeadLetter> wanted)
      throws SnapshotException, PublishException {
    RedrivePlan plan = RedrivePlan.of(topics.pending(topic), wanted);
    if (plan.messages().isEmpty()) {
      return plan;
    }
    Map<DeadLetter.Place, List<DeadLetter>> letters = new HashMap<>();
    plan.messages().forEach((first, all) -> letters.put(first.place(), all));
    var batch = new RedriveBatch(producer);
    try {
      topics.read(
          topic,
          record -> {
            List<DeadLetter> about = letters.remove(DeadLetter.place(record));
            if (about != null) {
              batch.add(record, about);
            }
            if (letters.isEmpty() || batch.isOld()) {
              batch.commit();
            }
          });
      batch.commit();
      return plan.without(letters.keySet()); // retention may have taken some meanwhile
    } catch (KafkaException failed) {
      throw brokeOff(failed);
    }
  }

  /**
   * Discards letters: a {@link Receipt} with the reason takes the place of the message. The letters
   * stay on their topic as long as the brokers keep it.
   *
   * @return those that were discarded
   * @throws PublishException when the brokers refuse; what was committed before stays so
   */
  public List<DeadLetter> discard(String topic, Predicate<DeadLetter> wanted, String reason)
      throws SnapshotException, PublishException {
    List<DeadLetter> letters = topics.pending(topic).stream().filter(wanted).toList();
    String kept = DeadLetters.cut(reason, DeadLetters.MAX_REASON_CHARS);
    try {
      for (int begin = 0; begin < letters.size(); begin += MOST_RECEIPTS) {
        int end = Math.min(begin + MOST_RECEIPTS, letters.size());
        producer.beginTransaction();
        letters
            .subList(begin, end)
            .forEach(letter -> producer.send(Receipt.ofDiscarded(letter, kept)));
        producer.commitTransaction();
      }
      return letters;
    } catch (KafkaException failed) {
      throw brokeOff(failed);
    }
  }

  private static PublishException brokeOff(KafkaException failed) {
    boolean fenced =
        failed instanceof ProducerFencedException
            || failed instanceof InvalidProducerEpochException;
    return new PublishException(
        fenced
            ? "Another redrive began on this cluster and ended this one; what this one brought back"
                + " stays so, and the other goes on."
            : "The redrive broke off: "
                + failed.getMessage()
                + "; what it brought back stays so, start again for the rest.",
        failed);
  }

  @Override
  public void close() {
    producer.close();
  }
}
