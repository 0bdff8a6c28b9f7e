package org.detdiffusion.workbench.backlog;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the generators have before them.
 *
 * @param jobs layout jobs that are not done yet, those at work included
 * @param secondsPerImage of one slot of a generator: the mean of the newest images, or what is
 *     configured to be assumed where none was made yet
 * @param measuredImages images the mean is of; 0 when it is assumed
 */
public record Backlog(long jobs, double secondsPerImage, int measuredImages) {

  /** What a pool is to be scaled on: the time one slot would need for all. */
  @JsonProperty
  public double gpuSeconds() {
    return jobs * secondsPerImage;
  }
}
