package org.detdiffusion.workerkit;

import sun.misc.Signal;

/** What SIGTERM, by which supervisors ask a process to end, makes of this process. */
public final class Termination {
  private static final String TERM = "TERM";

  private Termination() {}

  /**
   * Has SIGTERM do this in place of ending the JVM with 143: a worker that was asked to stop, and
   * has given back what it held, has not failed.
   *
   * @param end returns at once and ends the process with 0 in good order
   */
  public static void endsWith(Runnable end) {
    try {
      Signal.handle(new Signal(TERM), signal -> end.run());
    } catch (IllegalArgumentException unknown) {
      // A system without this signal, or a JVM with -Xrs: the JVM's own way stays.
      System.getLogger(Termination.class.getName())
          .log(System.Logger.Level.DEBUG, "SIGTERM is not handled here", unknown);
    }
  }
}
