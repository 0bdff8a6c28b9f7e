package org.detdiffusion.workbench.demo;

/** Parts of the demo's real images, disjoint by photograph. */
final class Splits {
  /** What generator and detectors learn from. */
  static final String TRAIN = "train";

  /** As many again, for the oracle. */
  static final String EXTRA = "extra";

  /** Still further images, which only the judge sees. */
  static final String JUDGE = "judge";

  /** What is measured on. */
  static final String TEST = "test";

  private Splits() {}
}
