package org.detdiffusion.workbench.cli;

import java.util.concurrent.Callable;
import org.detdiffusion.workbench.bench.BenchOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    description = "Measures how fast this machine runs the networks, or another subject.",
    subcommands = {
      CocoBenchCommand.class,
      LabellingBenchCommand.class,
      ScalingBenchCommand.class,
      StreamBenchCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Stable Diffusion 1.5's U-Net is run in single precision, in bfloat16 and, where a python3"
          + " can",
      "import torch, in that, all in turn: compare the ratios, not the times, with another run.",
      "",
      "  detdiffusion bench networks --quick"
    })
final class BenchCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "networks", arity = "0..1", description = "The networks.")
  private String subject;

  @ArgGroup private Size size = new Size();

  @Option(names = "--json", description = "Print JSON instead of tables.")
  private boolean json;

  private static final class Size {
    @Option(names = "--quick", description = "One block only: a minute or two, 1 GB of memory.")
    private boolean quick;

    @Option(
        names = "--full",
        description = "Larger latents, gradients and training too: half an hour, 16 GB of memory.")
    private boolean full;
  }

  @Override
  public Invocation call() {
    if (subject == null) {
      throw new ParameterException(
          spec.commandLine(),
          "Name what to measure: networks, coco, labelling, scaling or stream.");
    }
    if (!subject.equals("networks")) {
      throw new ParameterException(
          spec.commandLine(),
          "'"
              + subject
              + "' can't be measured; networks, coco, labelling, scaling and stream can.");
    }
    return new Invocation.Work(new BenchOptions(size.quick, size.full, json));
  }
}
