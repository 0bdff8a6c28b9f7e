package org.detdiffusion.networks.bench;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.diffusion.GeneratorConfig;
import org.detdiffusion.networks.diffusion.GeneratorTraining;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.perception.augment.Flip;
import org.detdiffusion.perception.augment.TrainingMix;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.scenes.SceneOptions;
import org.detdiffusion.perception.scenes.Scenes;

/** Steps of the pocket generator's training on composed scenes: does memory stay what it was? */
public final class PocketTraining {

  private static final int BATCH = 4;

  private PocketTraining() {}

  /**
   * @param steps in all
   * @param every so many of them memory is read
   */
  public static List<HeldMemory> memory(int steps, int every) {
    DataSet scenes = Scenes.dataSet(new SceneOptions(64, 0, 0, 7));
    TrainingMix examples = new TrainingMix(scenes.images(), List.of(), 0, 0, new Flip(0.5));
    GeneratorTraining.Settings settings =
        new GeneratorTraining.Settings(steps, BATCH, 1e-3, 0.01, 7);
    GeneratorConfig config = GeneratorConfig.pocket(scenes.classes());
    try (GeneratorTraining training = new GeneratorTraining(config, settings, examples)) {
      return memory(training, every);
    } catch (NonFiniteLossException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<HeldMemory> memory(GeneratorTraining training, int every)
      throws NonFiniteLossException {
    List<HeldMemory> held = new ArrayList<>();
    while (training.step() < training.steps()) {
      training.advance();
      if (training.step() % every == 0) {
        System.gc();
        held.add(new HeldMemory(training.step(), ProcessMemory.mebibytes("VmRSS")));
      }
    }
    return held;
  }
}
