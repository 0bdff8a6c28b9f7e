package org.detdiffusion.workbench.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.detdiffusion.workbench.letters.LetterChoice;
import org.detdiffusion.workbench.letters.ListDiscarded;
import org.detdiffusion.workbench.letters.ListLetters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description = "Lists the dead letters that wait for somebody, and counts them by code.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ListLettersCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Mixin private LetterOptions letters;

  @Option(names = "--json", description = "Print JSON, with reasons in full.")
  private boolean json;

  @Option(names = "--discarded", description = "List those that were discarded, and why.")
  private boolean discarded;

  @Override
  public Invocation call() {
    LetterChoice choice = letters.choice(spec, List.of());
    return new Invocation.Work(
        discarded ? new ListDiscarded(choice, json) : new ListLetters(choice, json));
  }
}
