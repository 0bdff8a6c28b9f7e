package org.detdiffusion.perception.data;

/**
 * How photographs become a data set of small square images.
 *
 * @param size width and height of the images, in pixels
 * @param seed of the choice of photographs and crops: the same seed, the same data set
 * @param train images at most in the split "train"
 * @param extra images at most in the split "extra", from the other photographs of the training side
 * @param test images at most in the split "test"
 * @param trainShare share of the photographs on the training side, where the source has no split of
 *     its own; 0..1
 */
public record DataSetOptions(
    int size, long seed, int train, int extra, int test, double trainShare) {

  /** 64x64, 100 real training images as in the experiments, 1000 more of either kind. */
  public static final DataSetOptions DEFAULT = new DataSetOptions(64, 7, 100, 1000, 1000, 0.6);

  public DataSetOptions {
    require(size >= 8 && size <= 2048, "image size " + size + " must be 8 to 2048");
    require(train >= 1, "at least 1 training image is needed, not " + train);
    require(extra >= 0 && test >= 0, "counts of images can't be negative");
    require(
        trainShare > 0 && trainShare < 1, "training share " + trainShare + " must be in (0, 1)");
  }

  public DataSetOptions withSeed(long changed) {
    return new DataSetOptions(size, changed, train, extra, test, trainShare);
  }

  /** Other maxima of the three splits. */
  public DataSetOptions withCounts(int changedTrain, int changedExtra, int changedTest) {
    return new DataSetOptions(size, seed, changedTrain, changedExtra, changedTest, trainShare);
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
