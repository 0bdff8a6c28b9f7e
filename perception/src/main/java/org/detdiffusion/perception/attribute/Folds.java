package org.detdiffusion.perception.attribute;

import java.nio.charset.StandardCharsets;

/**
 * Splits images into folds, so that each is judged by a detector that never saw it: on its own
 * training images a detector finds nearly everything.
 */
public final class Folds {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Folds() {}

  /**
   * The fold, 0 to folds - 1, of an image: the same on every machine. Crops of one photo, named
   * {@code photo#crop}, fall into the same fold.
   */
  public static int foldOf(String imageId, int folds) {
    if (folds < 1) {
      throw new IllegalArgumentException("images can't be split into " + folds + " folds");
    }
    int end = imageId.indexOf('#');
    return Math.floorMod(hash(end < 0 ? imageId : imageId.substring(0, end)), folds);
  }

  /** FNV-1a, 64 bits, its high bits mixed into the low ones. */
  private static long hash(String text) {
    long hash = OFFSET;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * PRIME;
    }
    long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return mixed ^ (mixed >>> 33);
  }
}
