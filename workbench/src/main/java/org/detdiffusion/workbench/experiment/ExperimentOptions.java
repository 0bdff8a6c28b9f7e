package org.detdiffusion.workbench.experiment;

import java.nio.file.Path;

/**
 * An experiment as asked for on the command line.
 *
 * @param port of the page; 0 for any free one
 * @param command as typed, for the report
 */
public record ExperimentOptions(
    Source source, Profile profile, long seed, Path directory, int port, String command) {}
