package org.detdiffusion.workbench.report;

import java.util.List;

/**
 * Are generated images memory or invention? Distances to the nearest training image are root mean
 * squares of blurred pixel differences (0..255).
 *
 * @param real real test images, which no generator has seen; without any there is no reference
 */
public record Novelty(Row real, List<Row> generated) {

  /**
   * Images of one kind.
   *
   * @param distance median to the nearest training image; NaN without images
   * @param nearer how many are nearer to a training image than every real test image; 0 where there
   *     is no reference
   */
  public record Row(String label, int images, double distance, int nearer) {}

  public Novelty {
    generated = List.copyOf(generated);
  }

  boolean hasReference() {
    return real.images() > 0;
  }
}
