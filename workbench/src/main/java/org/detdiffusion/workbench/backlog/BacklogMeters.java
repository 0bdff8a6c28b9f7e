package org.detdiffusion.workbench.backlog;

import org.detdiffusion.workerkit.DeclaredMeter;

/** Every meter of the backlog. */
public enum BacklogMeters implements DeclaredMeter {
  JOBS("detdiffusion.backlog.jobs", "Layout jobs not done yet", "jobs", ""),
  IMAGE_TIME("detdiffusion.backlog.image.time", "Time of one slot for one image", SECONDS, ""),
  GPU_TIME("detdiffusion.backlog.gpu.time", "Time one slot would need for all layout jobs not done yet", SECONDS, "");

  private final Declaration declaration;

  BacklogMeters(String name, String description, String unit, String tag) {
    declaration = new Declaration(name, description, unit, tag);
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
