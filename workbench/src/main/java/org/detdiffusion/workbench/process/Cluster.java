package org.detdiffusion.workbench.process;

import java.time.Duration;
import java.util.Map;
import org.detdiffusion.workerkit.BrokersAwayException;
import org.detdiffusion.workerkit.KafkaClients;

/**
 * A Kafka cluster, this process's own or another.
 *
 * @param settings of every client
 */
public record Cluster(Map<String, Object> settings) {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int PARTITIONS = 4;

  /**
   * One that is there already, with security settings from {@code KAFKA_*} variables and files.
   *
   * @throws WorkbenchException in one sentence when such a file can't be read
   */
  public static Cluster at(String servers) throws WorkbenchException {
    try {
      return new Cluster(KafkaSettings.cluster(servers));
    } catch (RuntimeException unreadable) {
      throw VerbSettings.unreadable(unreadable);
    }
  }

  /**
   * Clients of a cluster that has answered.
   *
   * @throws WorkbenchException in one sentence when it does not within seconds
   */
  public KafkaClients answering() throws WorkbenchException {
    return clients(false);
  }

  /**
   * As {@link #answering}; topics that are not there yet are made.
   *
   * @throws WorkbenchException in one sentence when that can't be done
   */
  public KafkaClients withTopics() throws WorkbenchException {
    return clients(true);
  }

  private KafkaClients clients(boolean topics) throws WorkbenchException {
    try {
      KafkaClients clients = new KafkaClients(settings);
      clients.requireBrokers(PATIENCE);
      if (topics) {
        clients.ensureTopics(PARTITIONS);
      }
      return clients;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkbenchException("Stopped while Kafka was being asked.", e);
    } catch (BrokersAwayException e) {
      throw new WorkbenchException(e.getMessage(), e);
    } catch (RuntimeException e) {
      String servers = String.valueOf(settings.get(KafkaSettings.SERVERS));
      throw new WorkbenchException(
          "Kafka at '" + servers + "' can't be used: " + e.getMessage(), e);
    }
  }
}
