package org.detdiffusion.workbench.report;

/** Which part (0..1) of the objects a detector calls hard. */
public record HardShare(String label, double share, int objects) {
  public static final String CROSS_FITTED =
      "detectors that have not seen the image (cross-fitting)";
  public static final String OWN_IMAGES =
      "the same detectors on their own training images (no cross-fitting)";
}
