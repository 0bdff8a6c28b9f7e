package org.detdiffusion.workbench.process;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.broker.PortTakenException;
import org.detdiffusion.messages.RegistrySchemas;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Tracing;

/**
 * Broker and settings of a process that holds everything. Started before Quarkus, which reads the
 * settings once; the broker outlives the loops.
 */
public final class AllInOne {
  private static final AtomicReference<EmbeddedKafka> BROKER = new AtomicReference<>();
  private static final AtomicReference<Map<String, Object>> KAFKA = new AtomicReference<>(Map.of());
  private static final AtomicReference<Optional<DiskRoom>> ROOM =
      new AtomicReference<>(Optional.empty());

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
    requireReadableSettings();
    System.setProperty("quarkus.http.port", "" + FreePort.of(httpPort, "--port"));
    setLogging(directory);
    System.setProperty("detdiffusion.models.directory", directory.models().toString());
    System.setProperty("detdiffusion.work.directory", directory.work().toString());
    ROOM.set(Optional.of(DiskRoom.of(directory.root())));
    KAFKA.set(
        bootstrapServers.isPresent()
            ? Cluster.at(bootstrapServers.get()).settings()
            : KafkaSettings.embedded(startBroker(directory, kafkaPort)));
    KafkaClients unused = new Cluster(kafka()).withTopics();
  }

  private static void requireReadableSettings() throws WorkbenchException {
    try (Tracing tried = WorkbenchTracing.ofVerb()) {
      RegistrySchemas unused = RegistrySchemas.configured();
    } catch (IllegalArgumentException malformed) {
      throw new WorkbenchException(malformed.getMessage(), malformed);
    }
  }

  private static void setLogging(RunDirectory directory) {
    System.setProperty("quarkus.log.file.path", directory.log().toString());
    if (Terminal.isInteractive()) {
      System.setProperty(
          "quarkus.log.console.format", Terminal.CLEAR_LINE + "%d{HH:mm:ss} %-5p %c{1}: %s%n");
    }
  }

  private static String startBroker(RunDirectory directory, int port) throws WorkbenchException {
    try {
      EmbeddedKafka broker = EmbeddedKafka.builder().dir(directory.broker()).port(port).start();
      BROKER.set(broker);
      return broker.bootstrapServers();
    } catch (PortTakenException e) {
      throw FreePort.refused(port, "--kafka-port", (IOException) e.getCause());
    } catch (IOException e) {
      throw new WorkbenchException(e.getMessage(), e);
    }
  }

  /** The settings of every Kafka client of this process. */
  static Map<String, Object> kafka() {
    return KAFKA.get();
  }

  /** One sentence when disk or broker can't be worked with any more. */
  static Optional<String> fault() {
    return ROOM.get()
        .flatMap(DiskRoom::fault)
        .or(() -> Optional.ofNullable(BROKER.get()).flatMap(AllInOne::fault));
  }

  private static Optional<String> fault(EmbeddedKafka broker) {
    return broker
        .fatalFault()
        .map(
            fault ->
                "The embedded broker has failed: "
                    + fault.getMessage()
                    + "; make room if its disk is full, and start again with the same options: the"
                    + " run goes on where it was.");
  }

  /** Does nothing when none is running. */
  public static void stopBroker() {
    EmbeddedKafka broker = BROKER.getAndSet(null);
    if (broker != null) {
      broker.close();
    }
  }
}
