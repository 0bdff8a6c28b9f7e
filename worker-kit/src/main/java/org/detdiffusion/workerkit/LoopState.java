package org.detdiffusion.workerkit;

/** Where a loop is in its life. */
public sealed interface LoopState {
  /** Connecting, at first or again after the broker was away. */
  record Starting() implements LoopState {}

  /** Reading records. */
  record Running() implements LoopState {}

  /** Taking nothing new, finishing what it has. */
  record Stopping() implements LoopState {}

  /** Closed; never runs again. */
  record Stopped() implements LoopState {}

  /**
   * Ended by an error that repeating doesn't cure.
   *
   * @param reason one sentence
   */
  record Failed(String reason) implements LoopState {}
}
