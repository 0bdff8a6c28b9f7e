package org.detdiffusion.perception.scenes;

/**
 * How many scenes of each split; the same seed gives the same scenes, and more of them begin with
 * the same ones.
 */
public record SceneOptions(int train, int extra, int test, long seed) {
  public static final SceneOptions DEFAULT = new SceneOptions(100, 800, 300, 7);

  public SceneOptions {
    if (train < 0 || extra < 0 || test < 0) {
      throw new IllegalArgumentException("counts of scenes can't be negative");
    }
  }
}
