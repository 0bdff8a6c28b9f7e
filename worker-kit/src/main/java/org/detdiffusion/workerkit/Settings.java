package org.detdiffusion.workerkit;

/** Checks of what an operator has set. */
public final class Settings {
  private Settings() {}

  /**
   * The count as it is set.
   *
   * @param name of the setting, such as {@code detdiffusion.trainer.slots}
   * @throws IllegalArgumentException when it is less than 1; the message is one sentence
   */
  public static int atLeastOne(String name, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(name + " is " + count + "; set it to 1 or more.");
    }
    return count;
  }
}
