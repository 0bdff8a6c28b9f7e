package org.detdiffusion.workbench.process;

import org.detdiffusion.workerkit.DeclaredMeter;

/** Every meter of the workbench. */
public enum WorkbenchMeters implements DeclaredMeter {
  BACKLOG_JOBS("detdiffusion.backlog.jobs", "Layout jobs not done yet", "jobs", ""),
  BACKLOG_IMAGE_TIME(
      "detdiffusion.backlog.image.time", "Time of one slot for one image", SECONDS, ""),
  BACKLOG_GPU_TIME(
      "detdiffusion.backlog.gpu.time",
      "Time one slot would need for all layout jobs not done yet",
      SECONDS,
      ""),
  CANCELLED(
      "detdiffusion.planner.cancelled",
      "Augmentation jobs not planned, since they were cancelled before",
      "jobs",
      "");

  private final Declaration declaration;

  WorkbenchMeters(String name, String description, String unit, String tag) {
    declaration = new Declaration(name, description, unit, tag);
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
