package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.detdiffusion.messages.Topics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a few kilobytes unpack to is measured by the brokers, not by whoever reads it. */
class CompressedRecordsTest {
  private static final int MEBI = 1024 * 1024;

  @BeforeAll
  static void createTopics() throws Exception {
    TestBroker.clients().ensureTopics(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void zerosThatUnpackToMoreThanAMessageMayHaveAreRefused(String compression) throws Exception {
    for (String topic : List.of(Topics.LAYOUT_JOBS, Topics.deadLetters(Topics.LAYOUT_JOBS))) {
      assertThatThrownBy(() -> send(compression, topic, new byte[200 * MEBI]).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void zerosThatAreAMessageAreTaken(String compression) throws Exception {
    var sent = send(compression, Topics.SYNTHETIC_IMAGES, new byte[3 * MEBI]).get();

    assertThat(sent.hasOffset()).isTrue();
  }

  private static Future<RecordMetadata> send(String compression, String topic, byte[] value) {
    Map<String, Object> settings = new HashMap<>(TestBroker.properties());
    settings.put("compression.type", compression);
    settings.put("max.request.size", 300 * MEBI);
    settings.put("buffer.memory", 300 * MEBI);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      return producer.send(new ProducerRecord<>(topic, UUID.randomUUID().toString(), value));
    }
  }
}
