package org.detdiffusion.trainer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.perception.attribute.Folds;
import org.detdiffusion.trainer.Spool.Place;
import org.detdiffusion.trainer.StreamReader.Listed;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;

/** Makes a run's data of the messages on the stream; no gate has looked at it yet. */
final class RunDataReader {
  private final TrainingJob job;
  private final StreamReader stream;
  private final Decoding decoding;
  private final MemoryRoom room;

  /**
   * @param room for decoded images
   */
  RunDataReader(TrainingJob job, StreamReader stream, MessageImages images, MemoryRoom room) {
    this.job = job;
    this.stream = stream;
    this.decoding = new Decoding(stream.store(), images);
    this.room = room;
  }

  /**
   * The data of the job.
   *
   * @throws RejectedException when there is none, or it doesn't fit together
   * @throws ImageException when images are stored where they can't be had now
   */
  RunData read() throws RejectedException, ImageException, IOException {
    List<Listed> all = stream.images(job.getDataSet());
    reject(all.isEmpty(), "no images of data set '%s' are on the stream", job.getDataSet());
    List<Listed> training =
        all.stream().filter(image -> job.getSplits().contains(image.split())).toList();
    List<Listed> kept = training.stream().filter(image -> !isHeldOut(image)).toList();
    reject(
        kept.isEmpty(),
        "data set '%s' has no images to train on in splits %s",
        job.getDataSet(),
        job.getSplits());
    RunData data =
        new RunData(classes(training), real(kept), synthetic(), test(all), Optional.empty());
    checkSizes(data);
    checkClasses(data);
    return data;
  }

  private boolean isHeldOut(Listed image) {
    LabelScope heldOut = job.getHeldOut();
    return heldOut != null
        && heldOut.getDataSet().equals(job.getDataSet())
        && heldOut.getSplit().equals(image.split())
        && Folds.foldOf(image.id(), heldOut.getFolds()) == heldOut.getFold();
  }

  private static List<String> classes(List<Listed> images) {
    TreeSet<String> names = new TreeSet<>();
    images.forEach(image -> names.addAll(image.classes()));
    return List.copyOf(names);
  }

  private RunImages real(List<Listed> images) throws ImageException, IOException {
    Map<String, Place> verdicts = stream.attributes(job.getDataSet());
    return of(
        images,
        image -> {
          Optional<Place> verdict = Optional.ofNullable(verdicts.get(image.id()));
          return () -> decoding.real(image.place(), verdict);
        });
  }

  private RunImages synthetic() throws ImageException, IOException {
    return of(stream.synthetic(job.getSyntheticJobs()), place -> () -> decoding.synthetic(place));
  }

  private RunImages test(List<Listed> all) throws RejectedException, ImageException, IOException {
    boolean wanted = !job.getTestSplit().isEmpty();
    List<Listed> images =
        all.stream().filter(i -> wanted && i.split().equals(job.getTestSplit())).toList();
    RunImages test = of(images, image -> () -> decoding.real(image.place(), Optional.empty()));
    reject(
        wanted && test.isEmpty(),
        "data set '%s' has no images in test split '%s'",
        job.getDataSet(),
        job.getTestSplit());
    return test;
  }

  private <T> RunImages of(List<T> found, Function<T, RunImages.Source> source)
      throws ImageException, IOException {
    return RunImages.of(found.stream().map(source).toList(), room);
  }

  private void checkSizes(RunData data) throws RejectedException {
    TreeSet<String> sizes = new TreeSet<>();
    data.real().entries().forEach(image -> sizes.add(image.size()));
    data.synthetic().entries().forEach(image -> sizes.add(image.size()));
    reject(sizes.isEmpty(), "none of the images of data set '%s' can be read", job.getDataSet());
    reject(
        sizes.size() > 1,
        "the images of the run must all have one size, and have %s; import them resized",
        sizes);
  }

  private void checkClasses(RunData data) throws RejectedException {
    for (RunImages.Entry image : data.synthetic().entries()) {
      for (String shown : image.classes()) {
        reject(
            !data.classes().contains(shown),
            "synthetic image '%s' shows class '%s', which data set '%s' doesn't have",
            image.id(),
            shown,
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
