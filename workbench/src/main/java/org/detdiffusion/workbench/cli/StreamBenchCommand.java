package org.detdiffusion.workbench.cli;

import java.util.concurrent.Callable;
import org.detdiffusion.workbench.bench.stream.StreamBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "stream",
    description = "Measures what the stream costs, beside Kafka's own clients in the same run.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "The workers' own loops run on a real broker in this process: images, jobs without work, their",
      "latency, transforms exactly once, pools of workers. Takes ten minutes, two with --quick."
    })
final class StreamBenchCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "Less of everything.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often everything is measured, in turn; medians count (default 3).")
  private int rounds;

  @Option(names = "--json", description = "Print JSON instead of tables.")
  private boolean json;

  @Override
  public Invocation call() {
    try {
      return new Invocation.Work(new StreamBench(quick, rounds, json));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
