package org.detdiffusion.workbench.experiment;

import java.util.Set;

/**
 * Something a stage waits for, told by the topics alone: so a restarted experiment knows it too.
 */
public sealed interface Goal {

  /** How far it is, 0 to 1; 1 only when it is reached. */
  double done(StreamTables tables);

  /** What it costs, in CPU seconds of one thread: to weigh goals against each other. */
  double work();

  /** All real images of a data set are on the stream. */
  record Imported(String dataSet, int images) implements Goal {
    @Override
    public double done(StreamTables tables) {
      return Math.min(1, (double) tables.images(dataSet) / images);
    }

    @Override
    public double work() {
      return images * Cost.IMPORTED_IMAGE;
    }
  }

  /** A training run has announced its model, finished or as asked for at an early step. */
  record Announced(String run, int step, double secondsPerStep) implements Goal {
    @Override
    public double done(StreamTables tables) {
      if (tables.announcedStep(run) >= step) {
        return 1;
      }
      return Math.min(0.99, (double) tables.trainedSteps(run) / step);
    }

    @Override
    public double work() {
      return step * secondsPerStep;
    }
  }

  /** Every image of a data set's split is judged by the detector of one of these runs. */
  record Judged(String dataSet, String split, int images, Set<String> runs) implements Goal {
    public Judged {
      runs = Set.copyOf(runs);
    }

    @Override
    public double done(StreamTables tables) {
      return Math.min(1, (double) tables.judged(dataSet, split, runs) / images);
    }

    @Override
    public double work() {
      return images * Cost.JUDGED_IMAGE;
    }
  }

  /** All images of an augmentation job are made. */
  record Made(String job, int images, int samplingSteps) implements Goal {
    @Override
    public double done(StreamTables tables) {
      return Math.min(1, (double) tables.made(job) / images);
    }

    @Override
    public double work() {
      return images * samplingSteps * Cost.SAMPLING_STEP;
    }
  }
}
