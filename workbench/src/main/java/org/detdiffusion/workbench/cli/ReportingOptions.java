package org.detdiffusion.workbench.cli;

import org.detdiffusion.workbench.process.Reporting;
import picocli.CommandLine.Option;

/** The options of every verb that writes. */
final class ReportingOptions {
  @Option(names = "--dry-run", description = "Say what would be written, and write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  Reporting asked() {
    return new Reporting(dryRun, json);
  }
}
