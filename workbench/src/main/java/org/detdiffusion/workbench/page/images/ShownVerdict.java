package org.detdiffusion.workbench.page.images;

import org.detdiffusion.messages.ImageVerdict;
import org.detdiffusion.messages.TrainingProgress;

/**
 * What the gate of a training run says of a synthetic image.
 *
 * @param run whose gate it is; of several the one that told last
 * @param kept whether the run learns from the image
 * @param reason why not: {@code not_found} or {@code unasked}; empty for one that is kept
 * @param agreement share of the asked objects that were found, 0 to 1
 * @param unasked how many things were seen that nothing asked for
 */
public record ShownVerdict(String run, boolean kept, String reason, double agreement, int unasked) {

  static ShownVerdict of(TrainingProgress told, ImageVerdict verdict) {
    return new ShownVerdict(
        told.getRunId().intern(),
        verdict.getKept(),
        verdict.getReason().intern(),
        Double.isFinite(verdict.getAgreement()) ? verdict.getAgreement() : 0,
        verdict.getUnasked());
  }
}
