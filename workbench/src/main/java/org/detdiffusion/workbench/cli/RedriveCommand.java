package org.detdiffusion.workbench.cli;

import java.util.concurrent.Callable;
import org.detdiffusion.workbench.letters.RedriveLetters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "redrive",
    description = "Publishes the messages of dead letters again, each once, where they came from.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Stopped at any time and started again, it goes on with what was not brought back. The"
          + " header",
      "'redriven' of a message says how often it came back."
    })
final class RedriveCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Mixin private LetterIds letters;

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    return new Invocation.Work(new RedriveLetters(letters.choice(spec), reporting.asked()));
  }
}
