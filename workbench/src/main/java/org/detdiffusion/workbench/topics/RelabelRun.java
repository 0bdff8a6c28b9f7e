package org.detdiffusion.workbench.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.AttributeMessages;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.workbench.convert.Pace;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.SnapshotException;
import org.detdiffusion.workerkit.TopicSnapshot;

/** Judges the newest record of every image again, by what the detector saw when it looked. */
final class RelabelRun {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BATCH = 1000;

  private final RelabelOptions options;
  private final ConversionProgress progress;
  private final RelabelReport report;
  private final Map<String, AttributeRecord> newest = new LinkedHashMap<>();

  /** Where messages go. */
  private interface Target {
    void publish(List<Outgoing> messages) throws PublishException, InterruptedException;
  }

  RelabelRun(RelabelOptions options, ConversionProgress progress) {
    this.options = options;
    this.progress = progress;
    this.report = new RelabelReport(options);
  }

  RelabelReport run()
      throws WorkbenchException, SnapshotException, PublishException, InterruptedException {
    KafkaClients clients = Cluster.at(options.servers()).answering();
    Pace pace = new Pace("reading", "record", 0, progress, System::nanoTime);
    new TopicSnapshot(clients, PATIENCE)
        .read(
            List.of(Topics.ATTRIBUTE_RECORDS),
            (record, read, all) -> {
              keep(record);
              pace.at(read, all);
            });
    requireSome();
    if (options.reporting().dryRun()) {
      judge(messages -> {});
    } else {
      try (Publisher publisher = clients.publisher()) {
        judge(publisher::publish);
      }
    }
    return report;
  }

  private void keep(Incoming record) {
    newest.remove(record.key());
    if (record.value() == null) {
      return;
    }
    try {
      AttributeRecord judged = Wire.decode(AttributeRecord.class, record.value());
      if (judged.getDataSet().equals(options.dataSet())
          && options.split().map(judged.getSplit()::equals).orElse(true)) {
        newest.put(record.key(), judged);
      }
    } catch (UnreadableMessageException e) {
      report.unreadable(e.getMessage());
    }
  }

  private void requireSome() throws WorkbenchException {
    if (newest.isEmpty()) {
      throw new WorkbenchException(
          "No attribute records of data set '%s'%s are on the topics: name one that was labelled."
              .formatted(
                  options.dataSet(),
                  options.split().map(split -> ", split '" + split + "',").orElse("")));
    }
  }

  private void judge(Target target) throws PublishException, InterruptedException {
    List<Outgoing> messages = new ArrayList<>(BATCH);
    for (var entry : newest.entrySet()) {
      judged(entry.getKey(), entry.getValue()).ifPresent(messages::add);
      if (messages.size() == BATCH) {
        target.publish(messages);
        messages.clear();
      }
    }
    target.publish(messages);
  }

  /** Nothing to say of records that are as the rule has them, or can't be judged. */
  private Optional<Outgoing> judged(String key, AttributeRecord record) {
    if (!AttributeMessages.canBeJudged(record)) {
      report.withoutSightings(record);
      return Optional.empty();
    }
    AttributeRecord judged = AttributeMessages.judged(record, options.rule());
    report.judged(record, judged);
    return judged.equals(record)
        ? Optional.empty()
        : Optional.of(new Outgoing(Topics.ATTRIBUTE_RECORDS, key, Wire.encode(judged)));
  }
}
