package org.detdiffusion.trainer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.detdiffusion.perception.annotation.AnnotatedImage;

/**
 * The images of a run, each list sorted by id.
 *
 * @param classes names of all classes of the data set's training splits, sorted
 * @param real images to train on, the held-out fold left out, objects with their attributes
 * @param synthetic images of the run's augmentation jobs, without those that its gate dropped
 * @param test images to measure AP on
 * @param gate what the gate made of the synthetic images; empty without one
 */
record RunData(
    List<String> classes,
    RunImages real,
    RunImages synthetic,
    RunImages test,
    Optional<GateReport> gate) {

  /** Without the synthetic images that the gate drops. */
  RunData gated(GateReport report) {
    return new RunData(classes, real, report.kept(synthetic), test, Optional.of(report));
  }

  /** What was measured of the data: nothing without a gate. */
  Map<String, Double> measures() {
    return gate.map(GateReport::measures).orElse(Map.of());
  }

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
