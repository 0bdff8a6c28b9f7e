package org.detdiffusion.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsDocumentTest {
  private static final Path PAGE = Path.of("..", "docs", "commands.md");

  @ParameterizedTest
  @MethodSource("org.detdiffusion.workbench.cli.VerbsTest#verbs")
  void thePageNamesEveryVerb(List<String> verb) throws IOException {
    String words = Pattern.quote(String.join(" ", verb));
    assertThat(Files.readString(PAGE)).containsPattern("(`|detdiffusion )" + words + "[` )]");
  }
}
