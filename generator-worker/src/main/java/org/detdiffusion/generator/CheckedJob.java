package org.detdiffusion.generator;

import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.perception.layout.Layout;

/**
 * A job that its generator can make.
 *
 * @param index of its record in the batch
 */
record CheckedJob(int index, LayoutJob job, Layout layout, Generator generator) {

  /** Jobs of one kind are made together. */
  record Kind(String generatorSha256, Sampling sampling) {}

  Kind kind() {
    return new Kind(generator.sha256(), job.getSampling());
  }
}
