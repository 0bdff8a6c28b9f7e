package org.detdiffusion.workbench.experiment;

import java.util.List;

/**
 * Every number of an experiment in one place.
 *
 * @param folds of the cross-fitting
 * @param perceptionLossWeight lambda of L = L_LDM + lambda L_p
 * @param syntheticShare of each batch, where there are synthetic images
 * @param pasteShare of each batch, in the copy-paste control
 * @param seeds detectors of each row of the training table
 */
public record Profile(
    String name,
    Images images,
    Steps steps,
    Pictures pictures,
    int folds,
    double perceptionLossWeight,
    double syntheticShare,
    double pasteShare,
    int seeds,
    List<Condition> conditions) {

  /**
   * Real images by split.
   *
   * @param extra further images for the oracle
   * @param judge still further ones for the judge
   */
  public record Images(int train, int extra, int judge, int test) {}

  /**
   * Optimiser steps; detectors train on batches of 32 images, generators of 16.
   *
   * @param plainGenerator of the generator without P.A. loss; 0 leaves it out
   * @param preview when the unfinished generator shows its first pictures
   */
  public record Steps(
      int fold, int judge, int detector, int generator, int plainGenerator, int preview) {}

  /**
   * Images to make.
   *
   * @param layouts test layouts of the YOLO score, each made easy, as judged and hard
   * @param synthetic for each row of the training table that has synthetic images
   */
  public record Pictures(
      int preview, int layouts, int synthetic, int samplingSteps, double guidance) {}

  /** Meant for 15 minutes on two idle cores. */
  public static Profile standard() {
    return of(
        "default",
        new Images(100, 100, 700, 400),
        new Steps(300, 400, 400, 1500, 1500, 300),
        new Pictures(10, 100, 800, 6, 2.5),
        2,
        List.of(Condition.values()));
  }

  /** Meant for 5 minutes, coarser: one seed, fewer rows, no generator without P.A. loss. */
  public static Profile quick() {
    return of(
        "quick",
        new Images(100, 100, 400, 200),
        new Steps(200, 250, 250, 600, 0, 200),
        new Pictures(8, 60, 200, 6, 2.5),
        1,
        List.of(
            Condition.REAL_FLIP,
            Condition.REAL_STRONG,
            Condition.NEW_ORIGIN,
            Condition.COPY_PASTE,
            Condition.ORACLE));
  }

  /** Meant for an hour: five seeds, so that the differences carry intervals. */
  public static Profile full() {
    return of(
        "full",
        new Images(100, 100, 700, 600),
        new Steps(300, 400, 600, 3000, 3000, 300),
        new Pictures(10, 200, 800, 6, 2.5),
        5,
        List.of(Condition.values()));
  }

  /** A few steps of everything: shows that the parts fit together, teaches nothing. */
  public static Profile toy() {
    return of(
        "toy",
        new Images(8, 4, 8, 6),
        new Steps(2, 2, 2, 2, 2, 1),
        new Pictures(2, 3, 4, 2, 2.0),
        1,
        List.of(Condition.REAL_STRONG, Condition.NEW_HARD, Condition.COPY_PASTE));
  }

  private static Profile of(
      String name,
      Images images,
      Steps steps,
      Pictures pictures,
      int seeds,
      List<Condition> conditions) {
    return new Profile(
        name, images, steps, pictures, 2, 0.01, 0.25, 0.25, seeds, List.copyOf(conditions));
  }

  /** The same with another number of real training images, and as many extra ones. */
  public Profile withRealImages(int count) {
    Images changed = new Images(count, count, images.judge(), images.test());
    return with(changed, pictures);
  }

  /** The same with another guidance; 1 switches guidance off. */
  public Profile withGuidance(double guidance) {
    Pictures changed =
        new Pictures(
            pictures.preview(),
            pictures.layouts(),
            pictures.synthetic(),
            pictures.samplingSteps(),
            guidance);
    return with(images, changed);
  }

  private Profile with(Images changedImages, Pictures changedPictures) {
    return new Profile(
        name,
        changedImages,
        steps,
        changedPictures,
        folds,
        perceptionLossWeight,
        syntheticShare,
        pasteShare,
        seeds,
        conditions);
  }
}
