package org.detdiffusion.workbench.scaling;

/** What a simulated pod is at. */
sealed interface PodState {
  /** Loading; takes jobs from that second on. */
  record Starting(int until) implements PodState {}

  /** Waiting for jobs. */
  record Idle() implements PodState {}

  /** Makes images, all done at that second. */
  record AtWork(int until, int jobs) implements PodState {}

  /** Gone. */
  record Ended() implements PodState {}
}
