package org.detdiffusion.trainer;

/** The trainer is being closed: the run goes on from its checkpoint when it is started again. */
final class StoppedException extends Exception {
  private static final long serialVersionUID = 1L;

  StoppedException(int step) {
    super("the trainer was stopped at step " + step + "; the run resumes from there");
  }
}
