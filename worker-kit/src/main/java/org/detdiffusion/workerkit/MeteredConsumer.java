package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer whose {@code kafka.consumer.*} meters are there until {@link #close()}. */
final class MeteredConsumer extends KafkaConsumer<String, byte[]> {
  private final KafkaClientMetrics metrics;

  MeteredConsumer(Map<String, Object> settings, MeterRegistry registry) {
    super(settings, new StringDeserializer(), new ByteArrayDeserializer());
    metrics = new KafkaClientMetrics(this);
    metrics.bindTo(registry);
  }

  @Override
  public void close() {
    metrics.close();
    super.close();
  }
}
