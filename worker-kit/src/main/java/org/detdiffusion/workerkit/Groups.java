package org.detdiffusion.workerkit;

/** The names of all groups, one place: they are offsets' and locks' address, and have rights. */
public final class Groups {
  public static final String GENERATOR = "generator";
  public static final String TRAINER = "trainer";
  public static final String PLANNER = "workbench.planner";

  /** Consumer groups of the labeller begin so. */
  public static final String LABELLER_PREFIX = "labeller.";

  private Groups() {}
}
