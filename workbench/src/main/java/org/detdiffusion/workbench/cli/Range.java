package org.detdiffusion.workbench.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Whole numbers on the command line. */
final class Range {
  private Range() {}

  /** Wrong usage when the value of an option is not one of least to most. */
  static void check(CommandSpec spec, String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), "%s must be %d to %d, not %d.".formatted(option, least, most, value));
    }
  }
}
