package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.QualityGate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;

/** Synthetic images that show one square, and jobs that look at them again. */
final class GateExamples {
  static final String DETECTOR = "d".repeat(64);

  private GateExamples() {}

  /** A trainer that has the detector, three real images and three synthetic ones. */
  static TrainerBench bench(Path directory) throws IOException {
    return fill(directory, new TrainerBench(directory));
  }

  static TrainerBench fill(Path directory, TrainerBench bench) throws IOException {
    Files.createDirectories(directory.resolve("models").resolve(DETECTOR));
    bench.withImages("train", 3);
    add(bench, "s-drawn", Examples.square());
    add(bench, "s-half", Examples.square(), elsewhere());
    add(bench, "s-not", elsewhere());
    return bench;
  }

  static void add(TrainerBench bench, String id, ObjectAnnotation... asked) {
    bench.add(Topics.SYNTHETIC_IMAGES, id, Examples.synthetic(id, "night", List.of(asked)));
  }

  static ObjectAnnotation elsewhere() {
    return ObjectAnnotation.newBuilder(Examples.square())
        .setX(0)
        .setY(0)
        .setWidth(12)
        .setHeight(12)
        .build();
  }

  static QualityGate.Builder gate() {
    return QualityGate.newBuilder().setDetector(DETECTOR);
  }

  static TrainingJob.Builder job(QualityGate.Builder gate) {
    return Examples.job("r", Role.DETECTOR)
        .setSteps(9)
        .setSyntheticJobs(List.of("night"))
        .setGate(gate.build());
  }
}
