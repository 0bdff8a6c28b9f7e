package org.detdiffusion.workbench.scaling;

/**
 * How long things take in a pod that has one slot.
 *
 * @param start seconds from its order until it takes jobs: image, libraries and model are loaded
 * @param image seconds of an image
 * @param batch most images made together; none is done before all are
 * @param grace seconds from the order to end until what is at work is cut off
 */
public record PodTimes(int start, double image, int batch, int grace) {

  public PodTimes {
    if (start < 0 || !(image > 0) || batch < 1 || grace < 0) {
      throw new IllegalArgumentException(
          "a pod needs 0 seconds or more to start and to end, more than 0 for an image, and"
              + " batches of 1 or more");
    }
  }

  /** Whole seconds, at the end of which a batch is done. */
  int batchSeconds(int jobs) {
    return (int) Math.ceil(jobs * image);
  }
}
