package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TransformSessionTest {
  private static final TopicPartition IN = new TopicPartition("in", 0);

  @Test
  void whatFailsInTheWakeOfAnOutputThatIsTooLargeIsWritten() throws Exception {
    var producer = new RefusingProducer("large");
    transform(producer, "a", "large", "b");
    assertThat(producer.written()).containsExactly("out a", "in.dead-letters large", "out b");
  }

  @Test
  void allOutputsThatAreTooLargeAreFoundOneAfterAnother() throws Exception {
    var producer = new RefusingProducer("large");
    transform(producer, "large", "a", "large", "large");
    String letter = "in.dead-letters large";
    assertThat(producer.written()).containsExactly(letter, "out a", letter, letter);
  }

  private static void transform(RefusingProducer producer, String... keys) throws Exception {
    var meters = new LoopMeters(new SimpleMeterRegistry(), "loop");
    Transform copy = record -> List.of(new Outgoing("out", record.key(), record.value()));
    var batch =
        new TransformBatch(
            copy, new DeadLetters("loop"), meters, LoopSpans.NONE, Duration.ofMinutes(1));
    var stop = new StopSignal();
    try (var consumer = new MockConsumer<String, byte[]>("earliest")) {
      consumer.assign(List.of(IN));
      consumer.updateBeginningOffsets(Map.of(IN, 0L));
      for (int i = 0; i < keys.length; i++) {
        consumer.addRecord(new ConsumerRecord<>("in", 0, i, keys[i], new byte[] {(byte) i}));
      }
      consumer.schedulePollTask(() -> {});
      consumer.schedulePollTask(stop::give);
      producer.initTransactions();
      new TransformSession(consumer, producer, batch, meters).run(stop, () -> {});
    }
  }

  /** As Kafka's: the first refusal's error is also that of all which were to be sent after it. */
  private static final class RefusingProducer extends MockProducer<String, byte[]> {
    private final String refused;

    private RefusingProducer(String refused) {
      super(false, null, new StringSerializer(), new ByteArraySerializer());
      this.refused = refused;
    }

    private List<String> written() {
      return history().stream().map(sent -> sent.topic() + " " + sent.key()).toList();
    }

    @Override
    public void commitTransaction() {
      var error = new RecordTooLargeException("larger than the server accepts");
      boolean failed = false;
      for (var sent : uncommittedRecords()) {
        failed |= sent.topic().equals("out") && sent.key().equals(refused);
        completeNext(failed ? error : null);
      }
      if (failed) {
        throw new KafkaException("an earlier error", error);
      }
      super.commitTransaction();
    }

    private void completeNext(RuntimeException error) {
      if (error == null) {
        completeNext();
      } else {
        errorNext(error);
      }
    }
  }
}
