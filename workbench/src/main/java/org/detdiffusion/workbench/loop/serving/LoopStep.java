package org.detdiffusion.workbench.loop.serving;

import java.util.List;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.TrainingJob;

/** What a served loop does next. */
sealed interface LoopStep {

  /** What a loop waits for. */
  enum Awaited {
    DETECTORS,
    VERDICTS,
    IMAGES,
    TRAINING
  }

  /** Nothing, until the topics tell more. */
  record Waits(Awaited awaited, String reason) implements LoopStep {}

  /** Asks for the images of a new round. */
  record Plans(AugmentationJob job) implements LoopStep {}

  /** Trains detectors on with the images of the round. */
  record Trains(List<TrainingJob> jobs) implements LoopStep {}

  /** Nothing more, ever: the budget is spent, or somebody has cancelled a round. */
  record Ends(String reason) implements LoopStep {}
}
