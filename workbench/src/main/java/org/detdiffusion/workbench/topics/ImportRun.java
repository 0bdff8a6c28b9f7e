package org.detdiffusion.workbench.topics;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.InvalidMessageException;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.perception.data.formats.SquareImages;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.perception.image.InvalidImageException;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Pace;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Outputs;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.RejectedException;

/** Publishes a data set, a few images at a time, each of them acknowledged before the next. */
final class ImportRun {
  private static final int BATCH = 32;

  private final ImportOptions options;
  private final ConversionProgress progress;
  private final MessageImages images;
  private final ImportReport report = new ImportReport();

  ImportRun(ImportOptions options, ConversionProgress progress, MessageImages images) {
    this.options = options;
    this.progress = progress;
    this.images = images;
  }

  /** The brokers are asked first: reading a large data set takes minutes. */
  ImportReport run()
      throws WorkbenchException,
          InvalidDataSetException,
          ImageException,
          PublishException,
          InterruptedException {
    Cluster cluster = Cluster.at(options.servers());
    KafkaClients clients =
        options.reporting().dryRun() ? cluster.answering() : cluster.withTopics();
    WholeDataSet data =
        WholeDataSet.read(options.format(), options.source(), progress, report.leftOut());
    List<ImportedImages.Named> named = ImportedImages.of(data.images(), options.split()).images();
    SquareImages squares = new SquareImages(data, options.size());
    if (options.reporting().dryRun()) {
      publish(named, squares, messages -> {});
    } else {
      try (Publisher publisher = clients.publisher()) {
        publish(named, squares, publisher::publish);
      }
    }
    report.requireImages();
    return report;
  }

  private void publish(List<ImportedImages.Named> named, SquareImages squares, Target target)
      throws ImageException, PublishException, InterruptedException {
    Pace pace =
        new Pace(
            options.reporting().dryRun() ? "reading" : "importing", progress, System::nanoTime);
    for (int from = 0; from < named.size(); from += BATCH) {
      List<Outgoing> messages = new ArrayList<>(BATCH);
      for (var image : named.subList(from, Math.min(from + BATCH, named.size()))) {
        read(image, squares, messages);
      }
      target.publish(messages);
      pace.at(Math.min(from + BATCH, named.size()), named.size());
    }
  }

  private void read(ImportedImages.Named named, SquareImages squares, List<Outgoing> messages)
      throws ImageException {
    try {
      AnnotatedImage read = squares.read(named.entry());
      AnnotatedImage image =
          new AnnotatedImage(
              named.id(), options.dataSet(), named.split(), read.image(), read.objects());
      messages.addAll(message(image));
      report.published(image);
    } catch (InvalidImageException e) {
      report.unreadable(e.getMessage());
    } catch (InvalidMessageException e) {
      report.refused(e.getMessage());
    } catch (RejectedException e) {
      report.refused("image '%s': %s".formatted(named.id(), e.getMessage()));
    }
  }

  /** Objects are held to what readers allow before a large image goes to the store. */
  private List<Outgoing> message(AnnotatedImage image)
      throws InvalidMessageException, ImageException, RejectedException {
    AnnotatedImageMessage whole = Messages.toMessage(image);
    Messages.requireObjects(whole);
    if (options.reporting().dryRun()) {
      return List.of();
    }
    AnnotatedImageMessage message = images.published(whole);
    String key = ImageKey.of(message);
    return Outputs.checked(
        List.of(new Outgoing(Topics.ANNOTATED_IMAGES, key, Wire.encode(message))));
  }
}
