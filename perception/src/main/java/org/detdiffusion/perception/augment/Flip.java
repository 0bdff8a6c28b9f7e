package org.detdiffusion.perception.augment;

import java.util.random.RandomGenerator;
import org.detdiffusion.perception.annotation.AnnotatedImage;

/** Mirrors left to right, in the stated share of the cases (0..1). */
public record Flip(double probability) implements Augmentation {

  @Override
  public AnnotatedImage apply(AnnotatedImage image, RandomGenerator random) {
    if (random.nextDouble() >= probability) {
      return image;
    }
    return Motion.flip(image.image().width(), image.image().height()).apply(image);
  }
}
