package org.detdiffusion.workbench.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "detdiffusion",
    description =
        "Finds what an object detector is weak on, makes labelled images of it,"
            + " and trains the detector on them, as a stream.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      DemoCommand.class,
      LoopCommand.class,
      ServeCommand.class,
      EvaluateCommand.class,
      ConvertCommand.class,
      PrepareCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      RelabelCommand.class,
      DeadLettersCommand.class,
      SweepImagesCommand.class,
      LabelCommand.class,
      PlanCommand.class,
      TrainDetectorCommand.class,
      TrainGeneratorCommand.class,
      GenerateCommand.class,
      CompileCommand.class,
      BenchCommand.class,
      GenerateCompletion.class,
      HelpCommand.class
    },
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage."})
final class DetDiffusionCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Override
  public Invocation call() {
    throw new ParameterException(spec.commandLine(), "Name a verb, such as demo.");
  }
}
