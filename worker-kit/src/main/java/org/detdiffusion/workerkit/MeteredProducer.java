package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer whose {@code kafka.producer.*} meters are there until it is closed. */
class MeteredProducer extends KafkaProducer<String, byte[]> {
  private final KafkaClientMetrics metrics;

  MeteredProducer(Map<String, Object> settings, MeterRegistry registry) {
    super(settings, new StringSerializer(), new ByteArraySerializer());
    metrics = new KafkaClientMetrics(this);
    metrics.bindTo(registry);
  }

  @Override
  public void close(Duration timeout) {
    metrics.close();
    super.close(timeout);
  }
}
