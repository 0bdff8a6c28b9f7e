package org.detdiffusion.trainer;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.networks.detection.Detector;
import org.detdiffusion.networks.detection.DetectorConfig;
import org.detdiffusion.networks.detection.DetectorTraining;
import org.detdiffusion.networks.diffusion.GeneratorConfig;
import org.detdiffusion.networks.diffusion.GeneratorTraining;
import org.detdiffusion.networks.training.Optimisation;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;

/** Trainings of the networks: at pocket size from chance, and fine-tunings of larger ones. */
@ApplicationScoped
class NetworkTrainings implements Trainings {
  private final TrainerConfig config;

  NetworkTrainings(TrainerConfig config) {
    this.config = config;
  }

  @Override
  public Training start(TrainingJob job, RunData data) throws RejectedException, IOException {
    return switch (job.getRole()) {
      case DETECTOR -> detector(job, data);
      case GENERATOR -> generator(job, data);
    };
  }

  private Training generator(TrainingJob job, RunData data) throws RejectedException, IOException {
    if (job.getFineTuning() != null) {
      checkSquare(data);
      return FineTunings.start(job, data, config);
    }
    GeneratorConfig network = GeneratorConfig.pocket(data.classes());
    checkSize(data, network.imageSize());
    return new GeneratorTraining(network, FineTunings.settings(job), Mixes.of(job, data));
  }

  private static void checkSquare(RunData data) throws RejectedException {
    PixelImage image = data.real().get(0).image();
    checkSize(data, image.width());
  }

  private static Training detector(TrainingJob job, RunData data) throws RejectedException {
    DetectorConfig config = DetectorConfig.pocket(data.classes());
    checkSize(data, config.imageSize());
    Optimisation usual = DetectorTraining.Plan.of(job.getSteps(), job.getSeed()).optimisation();
    Optimisation optimisation = usual.withLearningRate(job.getLearningRate());
    DetectorTraining.Plan plan =
        new DetectorTraining.Plan(job.getSteps(), job.getBatchSize(), job.getSeed(), optimisation);
    return new DetectorTraining(config, Mixes.of(job, data), plan);
  }

  private static void checkSize(RunData data, int side) throws RejectedException {
    PixelImage image = data.real().get(0).image();
    if (image.width() != side || image.height() != side) {
      throw new RejectedException(
          PermanentCode.BAD_DATA,
          "the images are %dx%d, but this network learns from %dx%d; import them at that size"
              .formatted(image.width(), image.height(), side, side));
    }
  }

  @Override
  public List<List<Detection>> detect(Path checkpoint, List<PixelImage> images) throws IOException {
    try (Detector detector = Detector.load(checkpoint)) {
      return detector.detect(images);
    }
  }
}
