package org.detdiffusion.trainer;

import java.util.concurrent.CountDownLatch;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.Tracing;

/**
 * What the runs of one trainer share.
 *
 * @param stop counted down when the trainer is closed
 */
record TrainerParts(
    TrainerConfig config,
    MessageImages images,
    StreamStore store,
    CatchUp catchUp,
    Trainings trainings,
    Outbox outbox,
    TrainerMetrics metrics,
    Tracing tracing,
    RunLocks locks,
    CountDownLatch stop) {

  ProgressReporter progress(TrainingJob job) {
    return new ProgressReporter(job, outbox, config.progressInterval(), System::nanoTime);
  }

  RunSpans spans() {
    return new RunSpans(tracing, store);
  }

  SyntheticGate gate(TrainingJob job) {
    return new SyntheticGate(job.getGate(), config.modelsDirectory(), trainings);
  }

  SyntheticWait syntheticWait() {
    return new SyntheticWait(store, config.syntheticWait(), stop);
  }

  TrainingRun.Surroundings surroundings(ProgressReporter progress) {
    return new TrainingRun.Surroundings(
        config.modelsDirectory(), trainings, outbox, progress, metrics, () -> stop.getCount() == 0);
  }
}
