package org.detdiffusion.workbench.demo;

import java.nio.file.Path;

/**
 * A demo as asked for on the command line.
 *
 * @param port of the page; 0 for any free one
 * @param command as typed, for the report
 */
public record DemoOptions(
    Source source, DemoProfile profile, long seed, Path directory, int port, String command) {}
