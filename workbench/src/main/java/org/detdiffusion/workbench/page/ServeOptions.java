package org.detdiffusion.workbench.page;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Serving as asked for on the command line.
 *
 * @param kafkaPort of the embedded broker; 0 for any free one
 * @param bootstrapServers of a cluster to use in place of the embedded broker
 * @param settings of this process beyond that, by their names in the configuration
 */
public record ServeOptions(
    Path directory,
    int port,
    int kafkaPort,
    Optional<String> bootstrapServers,
    Map<String, String> settings) {}
