package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A share consumer whose {@code kafka.consumer.*} meters are there until {@link #close()}. */
final class MeteredShareConsumer extends KafkaShareConsumer<String, byte[]> {
  private final KafkaClientMetrics metrics;

  MeteredShareConsumer(Map<String, Object> settings, MeterRegistry registry) {
    super(settings, new StringDeserializer(), new ByteArrayDeserializer());
    metrics = new KafkaClientMetrics(asConsumer());
    metrics.bindTo(registry);
  }

  /** Micrometer has no binder for share consumers; that of consumers asks for metrics alone. */
  private Consumer<?, ?> asConsumer() {
    return (Consumer<?, ?>)
        Proxy.newProxyInstance(
            Consumer.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("metrics")) {
                return metrics();
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @Override
  public void close() {
    metrics.close();
    super.close();
  }
}
