package org.detdiffusion.workbench.page;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Serving as asked for on the command line.
 *
 * @param kafkaPort of the embedded broker; 0 for any free one
 * @param bootstrapServers of a cluster to use in place of the embedded broker
 */
public record ServeOptions(
    Path directory, int port, int kafkaPort, Optional<String> bootstrapServers) {}
