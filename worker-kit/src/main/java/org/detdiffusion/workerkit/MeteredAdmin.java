package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClient;

/** An admin client with its meters; both go at close, and calls still under way are dropped. */
record MeteredAdmin(AdminClient client, KafkaClientMetrics metrics) implements AutoCloseable {

  static MeteredAdmin open(Map<String, Object> settings, MeterRegistry registry) {
    var client = AdminClient.create(settings);
    var metrics = new KafkaClientMetrics(client);
    metrics.bindTo(registry);
    return new MeteredAdmin(client, metrics);
  }

  /** At once: Kafka's own close() waits up to a minute for calls that no broker answers. */
  @Override
  public void close() {
    metrics.close();
    client.close(Duration.ZERO);
  }
}
