package org.detdiffusion.workbench.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.detdiffusion.workbench.loop.LoopOptions;
import org.detdiffusion.workbench.page.ServeOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      description = "Use this Kafka cluster in place of the embedded broker.")
  private String bootstrapServers;

  @ArgGroup(exclusive = false)
  private ClosedLoop loop = new ClosedLoop();

  static final class ClosedLoop {
    @Option(
        names = "--loop",
        required = true,
        paramLabel = "DATA_SET",
        description = "Make images of what its detectors find hard, and train them on.")
    private String dataSet;

    @Option(
        names = "--loop-rounds",
        paramLabel = "N",
        description = "Rounds in all, those before included (default 3).")
    private Integer rounds;

    @Option(
        names = "--loop-images",
        paramLabel = "N",
        description = "Images asked for in a round (default 200).")
    private Integer images;

    void check(CommandSpec spec) {
      if (rounds != null && rounds < 1) {
        throw new ParameterException(
            spec.commandLine(), "--loop-rounds must be 1 or more, not " + rounds + ".");
      }
      if (images != null) {
        Range.check(spec, "--loop-images", images, 1, LoopOptions.MOST_IMAGES);
      }
    }

    Map<String, String> settings() {
      Map<String, String> settings = new TreeMap<>();
      Optional.ofNullable(dataSet).ifPresent(v -> settings.put("detdiffusion.loop.data-set", v));
      Optional.ofNullable(rounds).ifPresent(v -> settings.put("detdiffusion.loop.rounds", "" + v));
      Optional.ofNullable(images).ifPresent(v -> settings.put("detdiffusion.loop.images", "" + v));
      return settings;
    }
  }

  @Override
  public Invocation call() {
    Ports.check(spec, "--port", port);
    Ports.check(spec, "--kafka-port", kafkaPort);
    loop.check(spec);
    return new Invocation.Serve(
        new ServeOptions(
            directory.toAbsolutePath(),
            port,
            kafkaPort,
            Optional.ofNullable(bootstrapServers),
            loop.settings()));
  }
}
