package org.detdiffusion.generator;

import org.detdiffusion.workerkit.DeclaredMeter;

/** Every meter of the generator. */
public enum GeneratorMeters implements DeclaredMeter {
  IMAGES("detdiffusion.generator.images", "Images made, repeats included", "images", ""),
  REPEATS(
      "detdiffusion.generator.repeats",
      "Jobs not done again, since this worker has done the same before",
      "repeats",
      ""),
  CANCELLED(
      "detdiffusion.generator.cancelled",
      "Jobs taken off the queue unmade, since what they belong to was cancelled",
      "jobs",
      ""),
  IMAGE_TIME(
      "detdiffusion.generator.image.time", "Time of a batch divided by its images", SECONDS, "");

  private final Declaration declaration;

  GeneratorMeters(String name, String description, String unit, String tag) {
    declaration = new Declaration(name, description, unit, tag);
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
