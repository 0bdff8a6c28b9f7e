package org.detdiffusion.workbench.topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Pace;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.SnapshotException;
import org.detdiffusion.workerkit.TopicSnapshot;

/** Writes a COCO directory from the topics. It appears when it is complete. */
final class ExportRun {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ExportOptions options;
  private final ConversionProgress progress;
  private final MessageImages stored;
  private final ExportReport report;
  private final SyntheticChoice.Jobs jobs = new SyntheticChoice.Jobs();
  private final JudgedObjects judged;

  ExportRun(ExportOptions options, ConversionProgress progress, MessageImages stored) {
    this.options = options;
    this.progress = progress;
    this.stored = stored;
    this.report = new ExportReport(options);
    this.judged = new JudgedObjects(options.dataSet());
  }

  /**
   * @throws IOException in one sentence when there is nothing to export or it can't be written
   */
  ExportReport run() throws IOException, WorkbenchException {
    Path out = options.out().toAbsolutePath().normalize();
    requireFree(out);
    TopicSnapshot topics = new TopicSnapshot(Cluster.at(options.servers()).answering(), PATIENCE);
    readTables(topics);
    if (options.reporting().dryRun()) {
      fill(Optional.empty(), topics);
    } else {
      DurableFiles.fillDirectory(out, folder -> fill(Optional.of(folder), topics));
    }
    return report;
  }

  private void requireFree(Path out) throws IOException {
    if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> entries = Files.isDirectory(out) ? Files.list(out) : Stream.of(out)) {
        if (entries.findAny().isPresent()) {
          throw new IOException(
              "--out: '%s' is not empty and nothing in it is overwritten: name a new directory"
                  .formatted(options.out()));
        }
      }
    }
  }

  private void readTables(TopicSnapshot topics) throws SnapshotException {
    topics.read(
        List.of(Topics.AUGMENTATION_JOBS, Topics.ATTRIBUTE_RECORDS),
        (record, read, all) -> {
          if (record.topic().equals(Topics.AUGMENTATION_JOBS)) {
            jobs.accept(record);
          } else {
            judged.accept(record, report);
          }
        });
  }

  /** Writes nothing without a folder. */
  private void fill(Optional<Path> folder, TopicSnapshot topics) throws IOException {
    var images =
        new ExportedImages(
            folder.map(to -> to.resolve("images")),
            options.dataSet(),
            options.synthetic(),
            jobs,
            stored,
            report);
    List<String> read = new ArrayList<>(List.of(Topics.ANNOTATED_IMAGES));
    if (!options.synthetic().isNone()) {
      read.add(Topics.SYNTHETIC_IMAGES);
    }
    Pace pace = new Pace("reading", progress, System::nanoTime);
    topics.<IOException>read(
        read,
        (record, done, all) -> {
          images.accept(record);
          pace.at(done, all);
        });
    images.requireAll();
    new AnnotationFiles(folder.map(to -> to.resolve("annotations")), judged, report).write(images);
  }
}
