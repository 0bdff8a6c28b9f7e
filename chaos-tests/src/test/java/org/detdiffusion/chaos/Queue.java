package org.detdiffusion.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;

/** Publishes the jobs of one case and knows when each was sent. */
final class Queue implements AutoCloseable {
  private static final int TOGETHER = 500;

  private final Cluster cluster;
  private final String prefix;
  private final Publisher publisher;
  private final Map<Integer, Long> sentAt = new HashMap<>();

  /**
   * @param prefix of the ids of all jobs of this case
   */
  Queue(Cluster cluster, String prefix) {
    this.cluster = cluster;
    this.prefix = prefix;
    this.publisher = cluster.clients().publisher();
  }

  /** Jobs with the indexes from 0 on. */
  void send(int count, IntUnaryOperator millis) throws Exception {
    send(0, count, millis);
  }

  /** Jobs with the indexes from the first to before the last. */
  void send(int first, int last, IntUnaryOperator millis) throws Exception {
    List<Outgoing> some = new ArrayList<>();
    for (int index = first; index < last; index++) {
      some.add(job(index, millis.applyAsInt(index)));
      if (some.size() == TOGETHER || index == last - 1) {
        publisher.publish(some);
        some.clear();
      }
    }
  }

  void sendOne(int index, int millis) throws Exception {
    sentAt.put(index, System.currentTimeMillis());
    publisher.publish(job(index, millis));
  }

  void send(String key, byte[] value) throws Exception {
    publisher.publish(new Outgoing(Topics.LAYOUT_JOBS, key, value));
  }

  private Outgoing job(int index, int millis) {
    SpecificRecord job = Jobs.of(prefix, new Script(index, millis));
    return new Outgoing(Topics.LAYOUT_JOBS, prefix + "-" + index, Wire.encode(job));
  }

  /** Milliseconds since 1970. */
  long sentAt(int index) {
    return sentAt.get(index);
  }

  Verifier results(int count) {
    return new Verifier(cluster, Topics.SYNTHETIC_IMAGES, prefix, count, false);
  }

  Verifier deadLetters(int count) {
    String topic = Topics.deadLetters(Topics.LAYOUT_JOBS);
    return new Verifier(cluster, topic, prefix, count, true);
  }

  @Override
  public void close() {
    publisher.close();
  }
}
