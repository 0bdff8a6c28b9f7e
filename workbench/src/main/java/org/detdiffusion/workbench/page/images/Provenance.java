package org.detdiffusion.workbench.page.images;

import org.detdiffusion.messages.SyntheticImage;

/**
 * How a synthetic image was made.
 *
 * @param seed as text, since JavaScript's numbers don't hold every long
 * @param millis wall time of its batch divided by the batch's images
 */
public record Provenance(
    String generator,
    String generatorSha256,
    String prompt,
    String seed,
    String sampler,
    int steps,
    double guidance,
    double millis) {

  static Provenance of(SyntheticImage image) {
    return new Provenance(
        image.getGenerator().intern(),
        image.getGeneratorSha256().intern(),
        image.getPrompt(),
        Long.toString(image.getSeed()),
        image.getSampling().getSampler().intern(),
        image.getSampling().getSteps(),
        image.getSampling().getGuidance(),
        image.getMillis());
  }
}
