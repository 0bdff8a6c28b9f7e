package org.detdiffusion.workbench.report;

/**
 * What one round of a closed loop has measured.
 *
 * @param round 0 is the detector on real images alone
 * @param loop the loop's detectors, one a seed
 * @param baseline detectors on real images alone for as many steps, paired by seed
 * @param judged the real training images, by this round's cross-fitted detectors
 * @param planned the objects that this round's images were asked to show
 * @param images what became of them
 * @param times of this round's stages
 */
public record RoundResults(
    int round,
    TrainingRow loop,
    TrainingRow baseline,
    Difficulties judged,
    Difficulties planned,
    RoundImages images,
    StageSeconds times) {}
