package org.detdiffusion.workbench.cli;

import picocli.CommandLine.Model.CommandSpec;

/** What may be a TCP port on the command line; 0 stands for any free one. */
final class Ports {
  private static final int LAST = 65535;

  private Ports() {}

  static void check(CommandSpec spec, String option, int port) {
    Range.check(spec, option, port, 0, LAST);
  }
}
