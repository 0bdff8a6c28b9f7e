package org.detdiffusion.workbench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "dead-letters",
    description = "Shows what the workers gave up, brings it back or discards it.",
    subcommands = {ListLettersCommand.class, RedriveCommand.class, DiscardCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "  detdiffusion dead-letters list --bootstrap-servers 127.0.0.1:9092",
      "  detdiffusion dead-letters redrive --bootstrap-servers 127.0.0.1:9092 --code NOT_MADE"
    })
final class DeadLettersCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Override
  public Invocation call() {
    throw new ParameterException(spec.commandLine(), "Name what to do: list, redrive or discard.");
  }
}
