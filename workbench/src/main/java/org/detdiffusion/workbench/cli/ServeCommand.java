package org.detdiffusion.workbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.detdiffusion.workbench.page.ServeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = "Broker, workers and page in one process, until Ctrl-C.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Serve the run directory of a demo and publish jobs to its generator:",
      "  detdiffusion serve --directory runs/scenes-default"
    })
final class ServeCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      defaultValue = "runs/serve",
      description = "Where broker and models keep their files (default runs/serve).")
  private Path directory;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port of the page on 127.0.0.1 (default 8080, 0 for any).")
  private int port;

  @Option(
      names = "--kafka-port",
      paramLabel = "N",
      defaultValue = "9092",
      description = "Port of the embedded broker on 127.0.0.1 (default 9092, 0 for any).")
  private int kafkaPort;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Use this Kafka cluster (4.2 or newer) in place of the embedded broker.")
  private String bootstrapServers;

  @Override
  public Invocation call() {
    Ports.check(spec, "--port", port);
    Ports.check(spec, "--kafka-port", kafkaPort);
    return new Invocation.Serve(
        new ServeOptions(
            directory.toAbsolutePath(), port, kafkaPort, Optional.ofNullable(bootstrapServers)));
  }
}
