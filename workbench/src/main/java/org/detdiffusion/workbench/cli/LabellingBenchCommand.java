package org.detdiffusion.workbench.cli;

import java.util.concurrent.Callable;
import org.detdiffusion.workbench.bench.labelling.LabellingBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "labelling",
    description = "Measures how many images a second the labeller judges, exactly once.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "The labeller's own loop runs on a real broker in this process: with a detector that costs",
      "nothing, which leaves the labeller's own work, and with the pocket detector."
    })
final class LabellingBenchCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Images a round (default 20000); a tenth for the pocket detector.")
  private int images;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds of each; the best counts (default 3).")
  private int rounds;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Invocation call() {
    try {
      return new Invocation.Work(new LabellingBench(images, rounds, json));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
