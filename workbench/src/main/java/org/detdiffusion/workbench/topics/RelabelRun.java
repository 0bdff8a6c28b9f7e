package org.detdiffusion.workbench.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.AttributeMessages;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Pace;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.SnapshotException;
import org.detdiffusion.workerkit.TopicSnapshot;

/**
 * Judges the newest record of every image again, by what the detector saw when it looked. What a
 * labeller writes meanwhile is judged as well when it was overwritten, and stays when it came last.
 */
final class RelabelRun {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BATCH = 1000;

  /** Brokers end the transaction of a labeller that is dead after 15 seconds, give or take 10. */
  private static final Duration READ_BACK = Duration.ofSeconds(60);

  private final RelabelOptions options;
  private final ConversionProgress progress;
  private final RelabelReport report;
  private final Verdicts verdicts;

  RelabelRun(RelabelOptions options, ConversionProgress progress) {
    this.options = options;
    this.progress = progress;
    this.report = new RelabelReport(options);
    this.verdicts = new Verdicts(options);
  }

  RelabelReport run()
      throws WorkbenchException, SnapshotException, PublishException, InterruptedException {
    KafkaClients clients = Cluster.at(options.servers()).answering();
    TopicSnapshot topics = new TopicSnapshot(clients, PATIENCE);
    Pace pace = new Pace("reading", "record", 0, progress, System::nanoTime);
    topics.read(
        List.of(Topics.ATTRIBUTE_RECORDS),
        (record, read, all) -> {
          verdicts.accept(record);
          pace.at(read, all);
        });
    List<String> keys = verdicts.keys();
    requireSome(keys);
    verdicts.unreadable().forEach(report::unreadable);
    keys.forEach(this::tell);
    if (!options.reporting().dryRun()) {
      try (Publisher publisher = clients.publisher()) {
        publish(keys, publisher, topics);
      }
    }
    return report;
  }

  private void read(TopicSnapshot topics) throws SnapshotException {
    topics.read(List.of(Topics.ATTRIBUTE_RECORDS), (record, read, all) -> verdicts.accept(record));
  }

  private void requireSome(List<String> keys) throws WorkbenchException {
    if (keys.isEmpty()) {
      throw new WorkbenchException(
          "No attribute records of data set '%s'%s are on the topics: name one that was labelled."
              .formatted(
                  options.dataSet(),
                  options.split().map(split -> ", split '" + split + "',").orElse("")));
    }
  }

  private void tell(String key) {
    AttributeRecord record = verdicts.newest(key).orElseThrow();
    if (AttributeMessages.canBeJudged(record)) {
      report.judged(record, AttributeMessages.judged(record, options.rule()));
    } else {
      report.withoutSightings(record);
    }
  }

  private void publish(List<String> keys, Publisher publisher, TopicSnapshot topics)
      throws WorkbenchException, SnapshotException, PublishException, InterruptedException {
    for (List<String> due = keys; !due.isEmpty(); due = overwritten(topics)) {
      for (int from = 0; from < due.size(); from += BATCH) {
        publisher.publish(judged(due.subList(from, Math.min(from + BATCH, due.size()))));
      }
    }
  }

  private List<String> overwritten(TopicSnapshot topics)
      throws WorkbenchException, SnapshotException {
    long deadline = System.nanoTime() + READ_BACK.toNanos();
    while (!verdicts.isReadBack()) {
      if (System.nanoTime() > deadline) {
        throw new WorkbenchException(
            "What was judged can't be read back, since a transaction is open on %s; relabel again."
                .formatted(Topics.ATTRIBUTE_RECORDS));
      }
      read(topics);
    }
    return verdicts.overwritten();
  }

  /** Nothing of records that are as the rule has them, or can't be judged. */
  private List<Outgoing> judged(List<String> keys) {
    List<Outgoing> messages = new ArrayList<>();
    for (String key : keys) {
      AttributeRecord record = verdicts.newest(key).orElseThrow();
      if (AttributeMessages.canBeJudged(record)) {
        AttributeRecord judged = AttributeMessages.judged(record, options.rule());
        if (!judged.equals(record)) {
          verdicts.replace(key, judged);
          messages.add(new Outgoing(Topics.ATTRIBUTE_RECORDS, key, Wire.encode(judged)));
        }
      }
    }
    return messages;
  }
}
