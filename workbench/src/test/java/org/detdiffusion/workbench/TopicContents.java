package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.TopicTail;

/** Every committed record on the topics of a run directory that no process works in. */
record TopicContents(List<Incoming> records) {

  static TopicContents of(Path runDirectory) throws Exception {
    List<Incoming> records = new ArrayList<>();
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().dir(runDirectory.resolve("broker")).start();
        TopicTail tail =
            new TopicTail(
                "test",
                new KafkaClients(Map.of("bootstrap.servers", kafka.bootstrapServers())),
                Topics.ALL,
                records::add)) {
      tail.start();
      assertThat(tail.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
    }
    return new TopicContents(List.copyOf(records));
  }

  /** Number of records by key. */
  Map<String, Long> counts(String topic) {
    return on(topic).stream()
        .collect(Collectors.groupingBy(Incoming::key, TreeMap::new, Collectors.counting()));
  }

  /** Announcements of finished models: their checksums by run; a run twice fails the test. */
  Map<String, String> finishedModels() throws UnreadableMessageException {
    Map<String, String> models = new TreeMap<>();
    for (Incoming record : on(Topics.MODEL_UPDATES)) {
      ModelUpdate update = Wire.decode(ModelUpdate.class, record.value());
      if (update.getFinished()) {
        assertThat(models.put(update.getRunId(), update.getSha256()))
            .as("run %s was announced before", update.getRunId())
            .isNull();
      }
    }
    return models;
  }

  private List<Incoming> on(String topic) {
    return records.stream().filter(record -> record.topic().equals(topic)).toList();
  }
}
