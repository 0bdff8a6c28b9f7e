package org.detdiffusion.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A process with a broker that is written to until it breaks: for a process whose files may not
 * grow. Tells how many records were taken, and then what became of the broker.
 */
final class FillingBroker {
  static final String TOPIC = "filled";
  static final int LIVED_ON = 42;
  private static final int RECORD_BYTES = 256 * 1024;

  private FillingBroker() {}

  public static void main(String... arguments) throws Exception {
    var kafka = EmbeddedKafka.builder().dir(Path.of(arguments[0])).start();
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "delivery.timeout.ms", 6000,
            "request.timeout.ms", 3000);
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    System.out.println("taken " + fill(client));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (kafka.fatalFault().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    System.out.println(kafka.fatalFault().map(Throwable::getMessage).orElse("no fault"));
    Runtime.getRuntime().halt(LIVED_ON);
  }

  /** Returns the number of records that the broker has confirmed. */
  private static int fill(Map<String, Object> client) throws InterruptedException {
    var serializer = new ByteArraySerializer();
    var producer = new KafkaProducer<>(client, serializer, serializer);
    int taken = 0;
    try {
      while (true) {
        var unused = producer.send(new ProducerRecord<>(TOPIC, new byte[RECORD_BYTES])).get();
        taken++;
      }
    } catch (ExecutionException refused) {
      return taken;
    }
  }
}
