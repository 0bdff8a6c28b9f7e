package org.detdiffusion.workbench.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.detdiffusion.workbench.letters.RedriveLetters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Mixin private LetterOptions letters;

  @Option(
      names = "--id",
      paramLabel = "PARTITION:OFFSET",
      description = "Only this message of --topic, as list shows it; may be said several times.")
  private List<String> ids = List.of();

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    for (String id : ids) {
      if (!id.matches("\\d{1,9}:\\d{1,18}")) {
        throw LetterOptions.wrong(spec, "--id: '%s' is no PARTITION:OFFSET, such as 0:17.", id);
      }
    }
    return new Invocation.Work(new RedriveLetters(letters.choice(spec, ids), reporting.asked()));
  }
}
