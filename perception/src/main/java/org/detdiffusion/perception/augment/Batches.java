package org.detdiffusion.perception.augment;

import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedImage;

/** Where training takes its images from. */
@FunctionalInterface
public interface Batches {

  /**
   * The batch of a step: the same for the same arguments, whatever was asked before.
   *
   * @param step counted from 0
   */
  List<AnnotatedImage> batch(long seed, int step, int size);
}
