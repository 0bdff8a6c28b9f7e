package org.detdiffusion.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.attribute.Folds;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;

/** Makes a run's data of the messages on the stream; no gate has looked at it yet. */
final class RunDataReader {
  private final TrainingJob job;
  private final StreamReader stream;
  private final Decoding decoding;

  RunDataReader(TrainingJob job, StreamReader stream, MessageImages images) {
    this.job = job;
    this.stream = stream;
    this.decoding = new Decoding(images);
  }

  /**
   * The data of the job.
   *
   * @throws RejectedException when there is none, or it doesn't fit together
   * @throws ImageException when images are stored where they can't be had now
   */
  RunData read() throws RejectedException, ImageException {
    List<AnnotatedImageMessage> messages = stream.images(job.getDataSet());
    reject(messages.isEmpty(), "no images of data set '%s' are on the stream", job.getDataSet());
    List<AnnotatedImageMessage> training =
        messages.stream().filter(image -> job.getSplits().contains(image.getSplit())).toList();
    List<AnnotatedImageMessage> kept =
        training.stream().filter(image -> !isHeldOut(image, job.getHeldOut())).toList();
    reject(
        kept.isEmpty(),
        "data set '%s' has no images to train on in splits %s",
        job.getDataSet(),
        job.getSplits());
    RunData data =
        new RunData(classes(training), real(kept), synthetic(), test(messages), Optional.empty());
    checkSizes(data);
    checkClasses(data);
    return data;
  }

  private static boolean isHeldOut(AnnotatedImageMessage image, LabelScope heldOut) {
    return heldOut != null
        && heldOut.getDataSet().equals(image.getDataSet())
        && heldOut.getSplit().equals(image.getSplit())
        && Folds.foldOf(image.getId(), heldOut.getFolds()) == heldOut.getFold();
  }

  private static List<String> classes(List<AnnotatedImageMessage> images) {
    TreeSet<String> names = new TreeSet<>();
    images.forEach(i -> i.getObjects().forEach(object -> names.add(object.getClassName())));
    return List.copyOf(names);
  }

  private List<AnnotatedImage> real(List<AnnotatedImageMessage> messages) throws ImageException {
    Map<String, AttributeRecord> attributes = stream.attributes(job.getDataSet());
    List<AnnotatedImage> images = new ArrayList<>();
    for (AnnotatedImageMessage message : messages) {
      decoding
          .image(message)
          .map(image -> AttributeJoin.join(image, attributes.get(message.getId())))
          .ifPresent(images::add);
    }
    return images;
  }

  private List<AnnotatedImage> synthetic() throws ImageException {
    List<AnnotatedImage> images = new ArrayList<>();
    for (SyntheticImage message : stream.synthetic(job.getSyntheticJobs())) {
      decoding.image(message).ifPresent(images::add);
    }
    return images;
  }

  private List<AnnotatedImage> test(List<AnnotatedImageMessage> messages)
      throws RejectedException, ImageException {
    if (job.getTestSplit().isEmpty()) {
      return List.of();
    }
    List<AnnotatedImage> images = new ArrayList<>();
    for (AnnotatedImageMessage message : messages) {
      if (message.getSplit().equals(job.getTestSplit())) {
        decoding.image(message).ifPresent(images::add);
      }
    }
    reject(
        images.isEmpty(),
        "data set '%s' has no images in test split '%s'",
        job.getDataSet(),
        job.getTestSplit());
    return images;
  }

  private void checkSizes(RunData data) throws RejectedException {
    TreeSet<String> sizes = new TreeSet<>();
    data.real().forEach(image -> sizes.add(size(image)));
    data.synthetic().forEach(image -> sizes.add(size(image)));
    reject(sizes.isEmpty(), "none of the images of data set '%s' can be read", job.getDataSet());
    reject(
        sizes.size() > 1,
        "the images of the run must all have one size, and have %s; import them resized",
        sizes);
  }

  private static String size(AnnotatedImage image) {
    return image.image().width() + "x" + image.image().height();
  }

  private void checkClasses(RunData data) throws RejectedException {
    for (AnnotatedImage image : data.synthetic()) {
      for (var object : image.objects()) {
        reject(
            !data.classes().contains(object.className()),
            "synthetic image '%s' shows class '%s', which data set '%s' doesn't have",
            image.id(),
            object.className(),
            job.getDataSet());
      }
    }
    reject(data.classes().isEmpty(), "data set '%s' has no objects", job.getDataSet());
  }

  private static void reject(boolean bad, String sentence, Object... values)
      throws RejectedException {
    if (bad) {
      throw new RejectedException(PermanentCode.BAD_DATA, String.format(sentence, values));
    }
  }
}
