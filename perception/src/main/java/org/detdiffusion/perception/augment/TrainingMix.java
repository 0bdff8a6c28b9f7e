package org.detdiffusion.perception.augment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.random.Seeds;

/**
 * Makes training batches out of real and synthetic images. The lists are not copied: their images
 * may be read when they are asked for.
 *
 * @param syntheticShare of each batch, rounded to whole images; 0 of it where there are none
 * @param pasteShare real images with other real objects pasted in
 * @param augmentation applied to every image, whatever its kind
 */
public record TrainingMix(
    List<AnnotatedImage> real,
    List<AnnotatedImage> synthetic,
    double syntheticShare,
    double pasteShare,
    Augmentation augmentation)
    implements Batches {
  private static final int REAL = 1;
  private static final int SYNTHETIC = 2;
  private static final int PASTED = 3;

  public TrainingMix {
    real = Collections.unmodifiableList(real);
    synthetic = Collections.unmodifiableList(synthetic);
    if (real.isEmpty()) {
      throw new IllegalArgumentException("training needs at least one real image");
    }
    if (!(syntheticShare >= 0 && pasteShare >= 0 && syntheticShare + pasteShare <= 1)) {
      throw new IllegalArgumentException(
          "the shares of synthetic (%s) and pasted (%s) images must be 0 or more and 1 at most together"
              .formatted(syntheticShare, pasteShare));
    }
  }

  /** Every image of a kind comes once before one comes again. */
  @Override
  public List<AnnotatedImage> batch(long seed, int step, int size) {
    int made = synthetic.isEmpty() ? 0 : (int) Math.round(syntheticShare * size);
    int pasted = Math.min((int) Math.round(pasteShare * size), size - made);
    List<AnnotatedImage> batch = new ArrayList<>(size);
    add(batch, synthetic, made, SYNTHETIC, augmentation, seed, step);
    if (pasted > 0) {
      add(batch, real, pasted, PASTED, new CopyPaste(real).then(augmentation), seed, step);
    }
    add(batch, real, size - made - pasted, REAL, augmentation, seed, step);
    return batch;
  }

  private static void add(
      List<AnnotatedImage> batch,
      List<AnnotatedImage> images,
      int count,
      int kind,
      Augmentation change,
      long seed,
      int step) {
    if (count == 0) {
      return;
    }
    long first = (long) step * count;
    for (int index : Passes.indices(Seeds.mix(seed, kind), first, count, images.size())) {
      SplittableRandom random = new SplittableRandom(Seeds.mix(seed, step, batch.size()));
      batch.add(change.apply(images.get(index), random));
    }
  }
}
