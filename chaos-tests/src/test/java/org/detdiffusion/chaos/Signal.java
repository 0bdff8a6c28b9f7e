package org.detdiffusion.chaos;

import java.io.IOException;

/** What an operating system tells a process. */
public enum Signal {
  KILL,
  STOP,
  CONT,
  TERM;

  public void send(long pid) {
    try {
      new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).inheritIO().start().waitFor();
    } catch (IOException failed) {
      throw new IllegalStateException("The command kill can't be run", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
