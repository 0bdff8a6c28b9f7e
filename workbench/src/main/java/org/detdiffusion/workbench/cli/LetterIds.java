package org.detdiffusion.workbench.cli;

import java.util.List;
import org.detdiffusion.workbench.letters.LetterChoice;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Dead letters that something is done with: by topic, by code, or one by one. */
final class LetterIds {
  @Mixin private LetterOptions letters;

  @Option(
      names = "--id",
      paramLabel = "PARTITION:OFFSET",
      description = "Only this message of --topic, as list shows it; may be said several times.")
  private List<String> ids = List.of();

  LetterChoice choice(CommandSpec spec) {
    for (String id : ids) {
      if (!id.matches("\\d{1,9}:\\d{1,18}")) {
        throw LetterOptions.wrong(spec, "--id: '%s' is no PARTITION:OFFSET, such as 0:17.", id);
      }
    }
    return letters.choice(spec, ids);
  }
}
