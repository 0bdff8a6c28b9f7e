package org.detdiffusion.workerkit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks of what an operator has set. */
public final class Settings {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

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

  /**
   * Refuses what is no amount.
   *
   * @throws IllegalArgumentException when it isn't above 0 or isn't finite; the message is one
   *     sentence
   */
  public static void positive(String name, double amount, String unit) {
    if (!(amount > 0 && Double.isFinite(amount))) {
      throw new IllegalArgumentException(
          "%s is %s %s; set it to more than 0.".formatted(name, amount, unit));
    }
  }

  /**
   * Begins what rests on settings; where one can't be, says so in one sentence and ends the
   * process.
   *
   * @param begin throws IllegalArgumentException with the sentence
   * @param end of the process
   */
  public static void hold(Runnable begin, Runnable end) {
    try {
      begin.run();
    } catch (IllegalArgumentException wrong) {
      LOG.error(wrong.getMessage());
      LOG.debug("Thrown by", wrong);
      end.run();
    }
  }
}
