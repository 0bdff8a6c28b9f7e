package org.detdiffusion.workbench.train;

import java.util.List;
import org.detdiffusion.networks.detection.DetectorConfig;
import org.detdiffusion.networks.detection.DetectorTraining;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.augment.StrongAugmentation;
import org.detdiffusion.perception.augment.TrainingMix;

/**
 * How a small detector learns.
 *
 * @param imageSize side of the squares that images are scaled to, a multiple of 16
 * @param batch images a step
 */
public record DetectorLearning(
    int imageSize, int steps, int batch, double learningRate, long seed, int checkpointEvery) {

  DetectorTraining of(List<String> classes, List<AnnotatedImage> images) {
    var optimisation = DetectorTraining.Plan.of(steps, seed).optimisation();
    return new DetectorTraining(
        DetectorConfig.small(classes, imageSize),
        new TrainingMix(images, List.of(), 0, 0, StrongAugmentation.standard()),
        new DetectorTraining.Plan(steps, batch, seed, optimisation.withLearningRate(learningRate)));
  }
}
