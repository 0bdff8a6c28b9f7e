package org.detdiffusion.perception.augment;

import java.util.random.RandomGenerator;
import org.detdiffusion.perception.annotation.AnnotatedImage;

/**
 * A random change of an image together with its objects. The same image and the same state of the
 * random numbers give the same result; the image's size stays.
 */
@FunctionalInterface
public interface Augmentation {
  AnnotatedImage apply(AnnotatedImage image, RandomGenerator random);

  static Augmentation none() {
    return (image, random) -> image;
  }

  default Augmentation then(Augmentation next) {
    return (image, random) -> next.apply(apply(image, random), random);
  }
}
