package org.detdiffusion.workbench.experiment;

/** Parts of the real images, disjoint by photograph. */
public final class Splits {
  /** What generator and detectors learn from. */
  public static final String TRAIN = "train";

  /** As many again, for the oracle. */
  public static final String EXTRA = "extra";

  /** Still further images, which only the judge sees. */
  public static final String JUDGE = "judge";

  /** What is measured on. */
  public static final String TEST = "test";

  private Splits() {}
}
