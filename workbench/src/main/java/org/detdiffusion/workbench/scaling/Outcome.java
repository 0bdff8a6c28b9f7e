package org.detdiffusion.workbench.scaling;

/**
 * What became of a workload.
 *
 * @param slowest seconds from a burst until it and all before it were made, the longest
 * @param held GPU-seconds of all pods, from their order to their end
 * @param worked GPU-seconds of images that were made
 * @param pods that were there at once, at most
 * @param killed jobs cut off at work
 */
record Outcome(String workload, int slowest, double held, double worked, int pods, int killed) {

  /** GPU-seconds paid for in which nothing was made that counts. */
  double wasted() {
    return held - worked;
  }
}
