package org.detdiffusion.workbench.process;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.broker.PortTakenException;
import org.detdiffusion.workerkit.KafkaClients;

/**
 * Broker and settings of a process that holds everything. Started before Quarkus, which reads the
 * settings once; the broker outlives the loops.
 */
public final class AllInOne {
  private static final AtomicReference<EmbeddedKafka> BROKER = new AtomicReference<>();
  private static final int PARTITIONS = 4;

  private AllInOne() {}

  /**
   * Starts the broker, unless a cluster is given, makes the topics, and sets what the workers read.
   *
   * @param kafkaPort 0 for any free one
   * @param bootstrapServers of a cluster to use instead
   */
  public static void prepare(
      RunDirectory directory, int httpPort, int kafkaPort, Optional<String> bootstrapServers)
      throws WorkbenchException {
    System.setProperty("quarkus.http.port", "" + FreePort.of(httpPort, "--port"));
    System.setProperty("detdiffusion.models.directory", directory.models().toString());
    System.setProperty("detdiffusion.work.directory", directory.work().toString());
    String servers =
        bootstrapServers.isPresent() ? bootstrapServers.get() : startBroker(directory, kafkaPort);
    System.setProperty("kafka.bootstrap.servers", servers);
    ensureTopics(servers);
  }

  private static String startBroker(RunDirectory directory, int port) throws WorkbenchException {
    try {
      EmbeddedKafka broker = EmbeddedKafka.builder().dir(directory.broker()).port(port).start();
      BROKER.set(broker);
      return broker.bootstrapServers();
    } catch (PortTakenException e) {
      throw new WorkbenchException(
          "Port " + port + " is taken by another program; choose another with --kafka-port.", e);
    } catch (IOException e) {
      throw new WorkbenchException(e.getMessage(), e);
    }
  }

  private static void ensureTopics(String servers) throws WorkbenchException {
    try {
      new KafkaClients(Map.of("bootstrap.servers", servers)).ensureTopics(PARTITIONS, 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkbenchException("Stopped while the topics were being made.", e);
    } catch (RuntimeException e) {
      stopBroker();
      throw new WorkbenchException(
          "Kafka at '" + servers + "' can't be used: " + e.getMessage(), e);
    }
  }

  /** Does nothing when none is running. */
  public static void stopBroker() {
    EmbeddedKafka broker = BROKER.getAndSet(null);
    if (broker != null) {
      broker.close();
    }
  }
}
