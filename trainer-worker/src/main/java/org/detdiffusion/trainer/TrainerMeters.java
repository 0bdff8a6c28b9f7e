package org.detdiffusion.trainer;

import org.detdiffusion.workerkit.DeclaredMeter;

/** Every meter of the trainer. */
public enum TrainerMeters implements DeclaredMeter {
  PUBLISHED(
      "detdiffusion.trainer.published",
      "Checkpoints written below the models directory",
      "checkpoints",
      "role"),
  GATE(
      "detdiffusion.trainer.gate",
      "Synthetic images that a gate looked at: kept, or dropped for a reason",
      "images",
      "outcome"),
  AGREEMENT(
      "detdiffusion.trainer.agreement",
      "Share of a synthetic image's objects that a gate found",
      "share",
      ""),
  LOSS(
      "detdiffusion.trainer.loss",
      "Loss of one optimiser step, all its parts together",
      "loss",
      "role"),
  DIVERGED(
      "detdiffusion.trainer.diverged",
      "Runs given up, since a loss or a gradient was no finite number",
      "runs",
      "role"),
  STEP_TIME("detdiffusion.trainer.step.time", "Time of one optimiser step", SECONDS, "role");

  private final Declaration declaration;

  TrainerMeters(String name, String description, String unit, String tag) {
    declaration = new Declaration(name, description, unit, tag);
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
