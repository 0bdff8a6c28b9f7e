package org.detdiffusion.workbench.experiment;

/**
 * About what things cost at pocket size, in seconds of one thread. Only their proportions matter:
 * the time left is scaled by what was measured so far.
 */
public final class Cost {
  /** One step of a detector on 32 images. */
  public static final double DETECTOR_STEP = 0.065;

  /** One step of a generator on 16 images. */
  public static final double GENERATOR_STEP = 0.25;

  /** One of the denoising steps of one image, guidance included. */
  public static final double SAMPLING_STEP = 0.008;

  public static final double JUDGED_IMAGE = 0.01;
  public static final double IMPORTED_IMAGE = 0.002;

  private Cost() {}
}
