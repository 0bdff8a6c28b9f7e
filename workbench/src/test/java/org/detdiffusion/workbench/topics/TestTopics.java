package org.detdiffusion.workbench.topics;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TopicSnapshot;

/** A real broker, and what is said to it. */
record TestTopics(EmbeddedKafka broker) implements AutoCloseable {

  static TestTopics start(Path directory) throws Exception {
    TestTopics topics = new TestTopics(EmbeddedKafka.builder().dir(directory).start());
    topics.clients().ensureTopics(2, 1);
    return topics;
  }

  String importCoco(Path source, String dataSet) throws Exception {
    return run(importing(source, dataSet, false));
  }

  ImportOptions importing(Path source, String dataSet, boolean dryRun) {
    String servers = broker.bootstrapServers();
    return new ImportOptions(
        DataFormat.COCO,
        source,
        servers,
        dataSet,
        64,
        Optional.empty(),
        new Reporting(dryRun, false));
  }

  String export(String dataSet, Path out, String... synthetic) throws Exception {
    SyntheticChoice choice = SyntheticChoice.of(List.of(synthetic));
    return run(new ExportOptions(broker.bootstrapServers(), dataSet, out, choice, Reporting.TEXT));
  }

  /** What it prints. */
  static String run(Task task) throws Exception {
    StringWriter out = new StringWriter();
    task.run(new PrintWriter(out, true), new PrintWriter(new StringWriter(), true));
    return out.toString();
  }

  void publish(String topic, String key, SpecificRecord message) throws Exception {
    publish(topic, key, Wire.encode(message));
  }

  void publish(String topic, String key, byte[] message) throws Exception {
    try (Publisher publisher = clients().publisher()) {
      publisher.publish(new Outgoing(topic, key, message));
    }
  }

  List<Incoming> records(String topic) throws Exception {
    List<Incoming> records = new ArrayList<>();
    new TopicSnapshot(clients(), Duration.ofSeconds(20))
        .read(List.of(topic), (record, read, all) -> records.add(record));
    return records;
  }

  private KafkaClients clients() {
    return new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @Override
  public void close() {
    broker.close();
  }
}
