package org.detdiffusion.workbench.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What may be a TCP port on the command line; 0 stands for any free one. */
final class Ports {
  private static final int LAST = 65535;

  private Ports() {}

  static void check(CommandSpec spec, String option, int port) {
    if (port < 0 || port > LAST) {
      throw new ParameterException(
          spec.commandLine(), option + " must be 0 to " + LAST + ", not " + port + ".");
    }
  }
}
