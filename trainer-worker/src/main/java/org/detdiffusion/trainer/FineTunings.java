package org.detdiffusion.trainer;

import java.io.IOException;
import java.util.Optional;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.networks.diffusers.DiffusersDirectory;
import org.detdiffusion.networks.diffusers.FineTuning;
import org.detdiffusion.networks.diffusers.TextToImageTraining;
import org.detdiffusion.networks.diffusion.GeneratorTraining;
import org.detdiffusion.networks.training.AverageDecay;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.layout.LocationTokens;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;

/** Fine-tunings of text-to-image models, as training jobs ask for them. */
final class FineTunings {

  private FineTunings() {}

  static Training start(TrainingJob job, RunData data, TrainerConfig config)
      throws RejectedException, IOException {
    String name = job.getFineTuning().getModel();
    try {
      int side = data.real().get(0).image().width();
      return new TextToImageTraining(
          DiffusersDirectory.open(config.modelsDirectory().resolve(name)),
          tuning(job, config),
          data.classes(),
          side,
          Mixes.of(job, data));
    } catch (InvalidWeightsException unusable) {
      throw new RejectedException(
          PermanentCode.BAD_MODEL,
          "model '%s' can't be fine-tuned: %s".formatted(name, unusable.getMessage()));
    } catch (IllegalArgumentException unfit) {
      throw new RejectedException(PermanentCode.BAD_DATA, unfit.getMessage());
    }
  }

  private static FineTuning tuning(TrainingJob job, TrainerConfig config) {
    org.detdiffusion.messages.FineTuning asked = job.getFineTuning();
    return new FineTuning(
        settings(job),
        FineTuning.Layouts.of(
            new LocationTokens(asked.getLocationColumns(), asked.getLocationRows()),
            asked.getMaxObjects(),
            asked.getPlainLocations()),
        FineTuning.Objective.of(
            asked.getForegroundWeighting(), asked.getEllipses(), asked.getNullPromptShare()),
        new FineTuning.Learning(
            !asked.getTextEncoderOnly(),
            asked.getTextLearningRate(),
            asked.getLayerDecay(),
            asked.getWarmUpSteps(),
            AverageDecay.diffusersUnlessZero(asked.getAverageDecay()),
            asked.getParts(),
            asked.getRecomputed(),
            asked.getMomentsOnDisk() ? Optional.of(config.workDirectory()) : Optional.empty()));
  }

  static GeneratorTraining.Settings settings(TrainingJob job) {
    return new GeneratorTraining.Settings(
        job.getSteps(),
        job.getBatchSize(),
        job.getLearningRate(),
        job.getPerceptionLossWeight(),
        job.getSeed());
  }
}
