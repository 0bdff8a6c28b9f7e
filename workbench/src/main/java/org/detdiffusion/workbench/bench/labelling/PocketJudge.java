package org.detdiffusion.workbench.bench.labelling;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.labeller.DetectorLoops;
import org.detdiffusion.labeller.Judge;
import org.detdiffusion.networks.detection.DetectorConfig;
import org.detdiffusion.networks.detection.DetectorTraining;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.augment.StrongAugmentation;
import org.detdiffusion.perception.augment.TrainingMix;
import org.detdiffusion.perception.scenes.Scenes;

/** The pocket detector; it takes its time whether it has learnt much or not. */
final class PocketJudge {
  private static final int STEPS = 30;

  private PocketJudge() {}

  /** A little trained on scenes, by way of a checkpoint in a directory. */
  static Judge of(List<AnnotatedImage> scenes, Path models) throws IOException {
    TrainingMix mix = new TrainingMix(scenes, List.of(), 0, 0, StrongAugmentation.standard());
    DetectorConfig config = DetectorConfig.pocket(Scenes.classes());
    try (var training = new DetectorTraining(config, mix, DetectorTraining.Plan.of(STEPS, 0))) {
      for (int step = 0; step < STEPS; step++) {
        training.advance();
      }
      return DetectorLoops.judge(training.publish(models));
    } catch (NonFiniteLossException diverged) {
      throw new IOException(diverged);
    }
  }
}
