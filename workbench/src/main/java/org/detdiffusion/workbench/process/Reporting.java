package org.detdiffusion.workbench.process;

/**
 * How a verb that writes is to report.
 *
 * @param dryRun whether it only says what would be written
 * @param json whether it says so in JSON
 */
public record Reporting(boolean dryRun, boolean json) {
  /** Written, and told in words. */
  public static final Reporting TEXT = new Reporting(false, false);

  /** How the writing is named in a report. */
  public String verb(String done, String would) {
    return dryRun ? would : done;
  }
}
