package org.detdiffusion.labeller;

import org.detdiffusion.workerkit.DeclaredMeter;

/** Every meter of the labeller. */
public enum LabellerMeters implements DeclaredMeter {
  OBJECTS(
      "detdiffusion.labeller.objects",
      "Objects judged, repeats of an aborted transaction included",
      "objects",
      "difficulty"),
  DETECT_TIME(
      "detdiffusion.labeller.detect.time", "Time a detector needs for one image", SECONDS, "");

  private final Declaration declaration;

  LabellerMeters(String name, String description, String unit, String tag) {
    declaration = new Declaration(name, description, unit, tag);
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
