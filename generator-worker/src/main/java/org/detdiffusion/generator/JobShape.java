package org.detdiffusion.generator;

import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.Sampling;

/**
 * What layout jobs have in common that can be made together.
 *
 * @param location of the generator's checkpoint
 */
record JobShape(String location, int width, int height, Sampling sampling) {

  static JobShape of(LayoutJob job, String location) {
    LayoutMessage layout = job.getLayout();
    return new JobShape(location, layout.getWidth(), layout.getHeight(), job.getSampling());
  }
}
