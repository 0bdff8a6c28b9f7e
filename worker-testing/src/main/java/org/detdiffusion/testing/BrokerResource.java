package org.detdiffusion.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.workerkit.KafkaClients;

/**
 * A broker with the system's topics, and a directory for models, while the tests of a class run.
 */
public class BrokerResource implements QuarkusTestResourceLifecycleManager {
  private EmbeddedKafka broker;

  @Override
  public Map<String, String> start() {
    try {
      Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "run");
      broker =
          EmbeddedKafka.builder()
              .dir(directory.resolve("kafka"))
              .set("group.share.heartbeat.interval.ms", "500")
              .set("group.share.min.heartbeat.interval.ms", "500")
              .start();
      clients(broker.bootstrapServers()).ensureTopics(1, 1);
      return Map.of(
          "kafka.bootstrap.servers", broker.bootstrapServers(),
          "detdiffusion.models.directory", directory.resolve("models").toString(),
          "detdiffusion.work.directory", directory.resolve("work").toString(),
          "quarkus.http.test-port", "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the topics were created", e);
    }
  }

  public static KafkaClients clients(String bootstrapServers) {
    return new KafkaClients(
        Map.of("bootstrap.servers", bootstrapServers), new SimpleMeterRegistry());
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
