package org.detdiffusion.trainer;

import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.perception.annotation.AnnotatedImage;

/**
 * The images of a run, each list sorted by id.
 *
 * @param classes names of all classes of the data set's training splits, sorted
 * @param real images to train on, the held-out fold left out, objects with their attributes
 * @param synthetic images of the run's augmentation jobs
 * @param test images to measure AP on
 */
record RunData(
    List<String> classes,
    List<AnnotatedImage> real,
    List<AnnotatedImage> synthetic,
    List<AnnotatedImage> test) {

  /** SHA-256 of all that training sees, lower-case hexadecimal: another digest is another run. */
  String sha256() {
    Digest digest = new Digest().add(classes.toString());
    Stream.of(real, synthetic).flatMap(List::stream).forEach(image -> add(digest, image));
    return digest.hex();
  }

  private static void add(Digest digest, AnnotatedImage image) {
    digest.add(image.id()).add(image.image().rgb()).add(image.objects().toString());
  }
}
