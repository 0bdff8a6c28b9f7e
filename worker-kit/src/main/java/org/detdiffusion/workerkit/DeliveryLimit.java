package org.detdiffusion.workerkit;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often the brokers deliver a job before they drop it silently. A worker must write the dead
 * letter at an earlier delivery.
 */
record DeliveryLimit(int deliveries) {
  static final String SETTING = "group.share.delivery.count.limit";
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLimit.class);
  private static final int DEFAULT = 5;

  /** Asks a broker; Kafka's default when it does not tell us. */
  static DeliveryLimit read(Admin admin) throws InterruptedException {
    try {
      int node = admin.describeCluster().nodes().get().iterator().next().id();
      var broker = new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(node));
      var config = admin.describeConfigs(List.of(broker)).all().get().get(broker);
      return of(config);
    } catch (ExecutionException untold) {
      LOG.warn("{} can't be read; it is taken for {}: {}", SETTING, DEFAULT, untold.getMessage());
      return new DeliveryLimit(DEFAULT);
    }
  }

  /** Managed clusters hide settings: then the broker answers without it, or without its value. */
  static DeliveryLimit of(Config config) {
    ConfigEntry told = config.get(SETTING);
    if (told == null || told.value() == null) {
      LOG.warn("{} is not told by the brokers; it is taken for {}", SETTING, DEFAULT);
      return new DeliveryLimit(DEFAULT);
    }
    return new DeliveryLimit(Integer.parseInt(told.value()));
  }

  /** The attempts wanted, or as many as leave a delivery for the dead letter. */
  int attempts(int wanted) {
    int most = Math.max(1, deliveries - 1);
    if (wanted > most) {
      LOG.warn(
          "Jobs are tried {} times instead of {}: set {} to {} or more at the brokers.",
          most,
          wanted,
          SETTING,
          wanted + 1);
    }
    return Math.min(wanted, most);
  }
}
