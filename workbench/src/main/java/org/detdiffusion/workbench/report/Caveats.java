package org.detdiffusion.workbench.report;

/** What the spread in the tables does not show. */
final class Caveats {
  static final String TEXT =
      "Read with care: one generator and one draw of noise serve all seeds, and the sampling of the"
          + " test images is not in the spread either. The detectors' learning rate and the"
          + " guidance were picked on test scenes of this kind. Copy-paste draws afresh at each"
          + " step, while the synthetic images are a fixed set.";

  private Caveats() {}
}
