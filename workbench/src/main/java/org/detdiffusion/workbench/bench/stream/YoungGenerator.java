package org.detdiffusion.workbench.bench.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.networks.diffusers.Generators;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.GeneratorConfig;
import org.detdiffusion.networks.diffusion.GeneratorTraining;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.augment.Flip;
import org.detdiffusion.perception.augment.TrainingMix;
import org.detdiffusion.perception.scenes.Scenes;

/** The pocket generator; it takes its time whether it has learnt much or not. */
final class YoungGenerator {
  private static final int BATCH = 4;

  private YoungGenerator() {}

  /** One step old, by way of a checkpoint in a directory. */
  static Generator of(List<AnnotatedImage> scenes, Path models) throws IOException {
    var mix = new TrainingMix(scenes, List.of(), 0, 0, new Flip(0.5));
    var settings = new GeneratorTraining.Settings(1, BATCH, 1e-3, 0, 7);
    var config = GeneratorConfig.pocket(Scenes.classes());
    try (var training = new GeneratorTraining(config, settings, mix)) {
      training.advance();
      return Generators.load(training.publish(models));
    } catch (NonFiniteLossException diverged) {
      throw new IOException(diverged);
    }
  }
}
