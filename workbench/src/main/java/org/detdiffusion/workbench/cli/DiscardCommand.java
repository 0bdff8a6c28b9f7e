package org.detdiffusion.workbench.cli;

import java.util.concurrent.Callable;
import org.detdiffusion.workbench.letters.DiscardLetters;
import org.detdiffusion.workbench.letters.LetterChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "discard",
    description = "Takes dead letters off the list for good, and records that with the reason.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Nothing is deleted: a discarded letter stays on its topic, is not brought back any more, and",
      "is shown by 'dead-letters list --discarded'."
    })
final class DiscardCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Mixin private LetterIds letters;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why; kept with the letters.")
  private String reason;

  @Option(names = "--all", description = "Every letter; needed where nothing else chooses.")
  private boolean all;

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    LetterChoice choice = letters.choice(spec);
    if (choice.isEverything() != all) {
      throw LetterOptions.wrong(
          spec, "Say which letters to discard by --topic, --code or --id, or say --all alone.");
    }
    return new Invocation.Work(new DiscardLetters(choice, reason, reporting.asked()));
  }
}
