package org.detdiffusion.workbench.process;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * The settings of all Kafka clients of this process, in the place of those that Quarkus would
 * gather: with the embedded broker, nothing that is meant for another cluster may reach them.
 */
public class KafkaSettings {
  static final String SERVERS = "bootstrap.servers";
  private static final String PREFIX = "kafka.";

  @Produces
  @ApplicationScoped
  @Identifier("default-kafka-broker")
  Map<String, Object> settings() {
    return AllInOne.kafka();
  }

  /** Addresses alone, for a broker without security. */
  static Map<String, Object> embedded(String servers) {
    return Map.of(SERVERS, servers);
  }

  /**
   * The addresses and every {@code kafka.*} property and {@code KAFKA_*} variable; properties also
   * from the files that {@code SMALLRYE_CONFIG_LOCATIONS} names, as the workers do.
   */
  static Map<String, Object> cluster(String servers) throws WorkbenchException {
    return cluster(servers, VerbSettings.read());
  }

  static Map<String, Object> cluster(String servers, Config config) {
    Map<String, Object> settings = new HashMap<>();
    for (String name : config.getPropertyNames()) {
      String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
      if (property.startsWith(PREFIX)) {
        config
            .getOptionalValue(property, String.class)
            .or(() -> config.getOptionalValue(name, String.class))
            .ifPresent(value -> settings.put(property.substring(PREFIX.length()), value));
      }
    }
    settings.put(SERVERS, servers);
    return Map.copyOf(settings);
  }
}
