package org.detdiffusion.chaos;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a process stops itself with SIGSTOP, at the first job that gets there: nothing in it runs
 * until it gets SIGCONT, as when a machine is suspended or swaps.
 */
public final class PausePoint {
  /** Moments in the life of a job. */
  public enum Place {
    NOWHERE,
    MID_JOB,
    AFTER_UPLOAD,
    BEFORE_PRODUCE,
    BEFORE_ACKNOWLEDGEMENT
  }

  private final Place place;
  private final Journal journal;
  private final AtomicBoolean passed = new AtomicBoolean();

  public PausePoint(Place place, Journal journal) {
    this.place = place;
    this.journal = journal;
  }

  public boolean isAtSending() {
    return place == Place.BEFORE_PRODUCE || place == Place.BEFORE_ACKNOWLEDGEMENT;
  }

  /** Returns at once, or when this process was continued. */
  public void reached(Place here) {
    if (here == place && !passed.getAndSet(true)) {
      journal.write(Journal.PAUSED, here);
      Signal.STOP.send(ProcessHandle.current().pid());
    }
  }
}
