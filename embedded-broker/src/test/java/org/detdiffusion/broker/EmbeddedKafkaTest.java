package org.detdiffusion.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  private static final TopicPartition WORDS = new TopicPartition("words", 0);

  @Test
  void keepsRecordsOverARestart(@TempDir Path directory) throws Exception {
    try (var kafka = EmbeddedKafka.builder().dir(directory).start()) {
      createTopic(kafka);
      write(kafka, "before");
      assertThat(read(kafka, 1)).containsExactly("before");
    }
    try (var kafka = EmbeddedKafka.builder().dir(directory).start()) {
      write(kafka, "after");
      assertThat(read(kafka, 2)).containsExactly("before", "after");
      assertThat(kafka.fatalFault()).isEmpty();
    }
  }

  @Test
  void servesShareGroupsFromTheFirstStart(@TempDir Path directory) throws Exception {
    try (var kafka = EmbeddedKafka.builder().dir(directory).start();
        var admin = Admin.create(client(kafka))) {
      var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
      assertThat(features.get("share.version").maxVersionLevel()).isPositive();
    }
  }

  @Test
  void namesThePortThatIsTaken(@TempDir Path directory) throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var builder = EmbeddedKafka.builder().dir(directory).port(other.getLocalPort());
      assertThatThrownBy(builder::start)
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("Port " + other.getLocalPort() + " can't be listened at (");
    }
  }

  private static Map<String, Object> client(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    try (var admin = Admin.create(client(kafka))) {
      admin.createTopics(List.of(new NewTopic(WORDS.topic(), 1, (short) 1))).all().get();
    }
  }

  private static void write(EmbeddedKafka kafka, String word) throws Exception {
    var serializer = new StringSerializer();
    try (var producer = new KafkaProducer<>(client(kafka), serializer, serializer)) {
      producer.send(new ProducerRecord<>(WORDS.topic(), word)).get();
    }
  }

  private static List<String> read(EmbeddedKafka kafka, long count) {
    var deserializer = new StringDeserializer();
    try (var consumer = new KafkaConsumer<>(client(kafka), deserializer, deserializer)) {
      consumer.assign(List.of(WORDS));
      consumer.seekToBeginning(List.of(WORDS));
      var words = new java.util.ArrayList<String>();
      while (words.size() < count) {
        consumer.poll(Duration.ofSeconds(5)).forEach(record -> words.add(record.value()));
      }
      return words;
    }
  }
}
