package org.detdiffusion.workbench.topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.ImageException.Kind;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.InvalidMessageException;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workerkit.Incoming;

/**
 * Takes images as they come: pixels go to their files, the rest is kept. Of real images with one id
 * the newest stands, of synthetic ones the first, as for every reader of the topics.
 */
final class ExportedImages {
  private static final String SYNTHETIC_FOLDER = "synthetic/";

  private final Optional<Path> folder;
  private final String dataSet;
  private final SyntheticChoice choice;
  private final SyntheticChoice.Jobs jobs;
  private final MessageImages stored;
  private final ExportReport report;
  private final SafeFileNames realNames = new SafeFileNames(".png");
  private final SafeFileNames syntheticNames = new SafeFileNames(".png");
  private final Map<String, ExportedImage> real = new TreeMap<>();
  private final Map<String, ExportedImage> synthetic = new TreeMap<>();
  private final Set<String> otherDataSets = new TreeSet<>();
  private final Set<String> jobsMet = new HashSet<>();

  /**
   * @param folder of the images, made when the first comes; none to write nothing
   */
  ExportedImages(
      Optional<Path> folder,
      String dataSet,
      SyntheticChoice choice,
      SyntheticChoice.Jobs jobs,
      MessageImages stored,
      ExportReport report) {
    this.folder = folder;
    this.dataSet = dataSet;
    this.choice = choice;
    this.jobs = jobs;
    this.stored = stored;
    this.report = report;
  }

  /**
   * What can't be read is counted.
   *
   * @throws IOException when the image store is away or none is configured, or a file can't be
   *     written
   */
  void accept(Incoming record) throws IOException {
    try {
      if (record.topic().equals(Topics.ANNOTATED_IMAGES)) {
        accept(Wire.decode(AnnotatedImageMessage.class, record.value()));
      } else {
        accept(Wire.decode(SyntheticImage.class, record.value()));
      }
    } catch (UnreadableMessageException | InvalidMessageException e) {
      leaveOut(record, e);
    } catch (ImageException e) {
      if (e.kind() == Kind.IMAGE_STORE_AWAY || e.kind() == Kind.NO_IMAGE_STORE) {
        throw new IOException(e.getMessage(), e);
      }
      leaveOut(record, e);
    }
  }

  private void leaveOut(Incoming record, Exception reason) {
    report.leaveOut("images that can't be read on " + record.topic(), reason.getMessage());
  }

  private void accept(AnnotatedImageMessage message)
      throws InvalidMessageException, ImageException, IOException {
    if (!message.getDataSet().equals(dataSet)) {
      otherDataSets.add(message.getDataSet());
      return;
    }
    AnnotatedImage image = Messages.fromMessage(stored.whole(message));
    String key = ImageKey.of(message);
    String name = realNames.claim(message.getId(), key);
    write(name, image.image());
    real.put(
        key,
        new ExportedImage(
            key,
            message.getSplit(),
            name,
            message.getWidth(),
            message.getHeight(),
            message.getObjects(),
            false,
            ImageFields.of(message)));
  }

  private void accept(SyntheticImage message)
      throws InvalidMessageException, ImageException, IOException {
    jobsMet.add(message.getJobId());
    if (!choice.takes(message.getJobId(), dataSet, jobs)
        || synthetic.containsKey(message.getId())) {
      return;
    }
    AnnotatedImage image = Messages.fromMessage(stored.whole(message));
    String key = message.getId();
    String name = SYNTHETIC_FOLDER + syntheticNames.claim(key, key);
    write(name, image.image());
    synthetic.put(
        key,
        new ExportedImage(
            key,
            Messages.SYNTHETIC,
            name,
            message.getLayout().getWidth(),
            message.getLayout().getHeight(),
            message.getLayout().getObjects(),
            true,
            ImageFields.of(message)));
  }

  private void write(String name, PixelImage image) throws IOException {
    if (folder.isPresent()) {
      Path file = folder.get().resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, ImageFiles.png(image));
    }
  }

  /** In the order of their keys, whatever order they came in. */
  Collection<ExportedImage> real() {
    return real.values();
  }

  /** In the order of their ids. */
  Collection<ExportedImage> synthetic() {
    return synthetic.values();
  }

  /**
   * @throws IOException in one sentence when the data set or a job that was named has no images
   */
  void requireAll() throws IOException {
    if (real.isEmpty()) {
      throw new IOException(
          "The topic %s has no images of data set '%s' that can be read: import it, or name one of %s"
              .formatted(Topics.ANNOTATED_IMAGES, dataSet, otherDataSets));
    }
    for (String job : new TreeSet<>(choice.jobs())) {
      if (!jobsMet.contains(job)) {
        throw new IOException(
            "The topic %s has no images of job '%s': correct its id, or wait for the generator"
                .formatted(Topics.SYNTHETIC_IMAGES, job));
      }
    }
  }
}
