package org.detdiffusion.workbench.demo;

/**
 * About what things cost at pocket size, in seconds of one thread. Only their proportions matter:
 * the time left is scaled by what was measured so far.
 */
final class Cost {
  /** One step of a detector on 32 images. */
  static final double DETECTOR_STEP = 0.065;

  /** One step of a generator on 16 images. */
  static final double GENERATOR_STEP = 0.25;

  /** One of the denoising steps of one image, guidance included. */
  static final double SAMPLING_STEP = 0.008;

  static final double JUDGED_IMAGE = 0.01;
  static final double IMPORTED_IMAGE = 0.002;

  private Cost() {}
}
