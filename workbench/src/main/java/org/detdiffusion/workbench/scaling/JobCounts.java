package org.detdiffusion.workbench.scaling;

/** The queue of layout jobs, as numbers. */
final class JobCounts {
  private int waiting;
  private int atWork;
  private int done;
  private int killed;

  void come(int jobs) {
    waiting += jobs;
  }

  /** Takes so many at most. */
  int take(int most) {
    int taken = Math.min(most, waiting);
    waiting -= taken;
    atWork += taken;
    return taken;
  }

  void finish(int jobs) {
    atWork -= jobs;
    done += jobs;
  }

  /** Cut off at work: back to the queue, to be done again. */
  void kill(int jobs) {
    atWork -= jobs;
    waiting += jobs;
    killed += jobs;
  }

  /** Not done yet, those at work included: what the workbench asks the brokers for. */
  int backlog() {
    return waiting + atWork;
  }

  int done() {
    return done;
  }

  int killed() {
    return killed;
  }
}
