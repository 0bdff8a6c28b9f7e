package org.detdiffusion.workbench.demo;

/** Something a stage waits for, told by the topics alone: so a restarted demo knows it too. */
sealed interface Goal {

  /** How far it is, 0 to 1; 1 only when it is reached. */
  double done(DemoTables tables);

  /** What it costs, in CPU seconds of one thread: to weigh goals against each other. */
  double work();

  /** All real images of a data set are on the stream. */
  record Imported(String dataSet, int images) implements Goal {
    @Override
    public double done(DemoTables tables) {
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
    public double done(DemoTables tables) {
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

  /** Every image of a data set's split is judged. */
  record Judged(String dataSet, String split, int images) implements Goal {
    @Override
    public double done(DemoTables tables) {
      return Math.min(1, (double) tables.attributes(dataSet, split).size() / images);
    }

    @Override
    public double work() {
      return images * Cost.JUDGED_IMAGE;
    }
  }

  /** All images of an augmentation job are made. */
  record Made(String job, int images, int samplingSteps) implements Goal {
    @Override
    public double done(DemoTables tables) {
      return Math.min(1, (double) tables.synthetic(job).size() / images);
    }

    @Override
    public double work() {
      return images * samplingSteps * Cost.SAMPLING_STEP;
    }
  }
}
