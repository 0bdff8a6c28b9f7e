package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workerkit.RejectedException;

/** What the trainer needs of the networks. */
interface Trainings {

  /**
   * A training at step 0. Its batch of a step is a pure function of the data and the job's seed.
   *
   * @throws RejectedException when the job can't be trained: classes or sizes that don't fit
   * @throws IOException when files can't be read or written now
   */
  Training start(TrainingJob job, RunData data) throws RejectedException, IOException;

  /** What a published detector finds on each image, boxes in pixels. */
  List<List<Detection>> detect(Path checkpoint, List<PixelImage> images) throws IOException;
}
