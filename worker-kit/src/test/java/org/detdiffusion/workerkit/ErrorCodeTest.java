package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorCodeTest {
  private static final Path PAGE = Path.of("..", "docs", "error-codes.md");

  @Test
  void thePageListsEveryCodeAsTheCodeDoes() throws IOException {
    List<String> rows = Files.readAllLines(PAGE).stream().filter(l -> l.startsWith("| `")).toList();

    assertThat(rows).containsExactlyElementsOf(codes().stream().map(ErrorCodeTest::row).toList());
  }

  @Test
  void thePageTellsPermanentFromTransient() throws IOException {
    String page = Files.readString(PAGE);
    int transients = page.indexOf("## Transient");

    assertThat(codes())
        .allMatch(code -> code.isPermanent() == page.indexOf(row(code)) < transients);
  }

  static List<ErrorCode> codes() {
    return ErrorCode.all();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void aCodeIsFoundByItsName(ErrorCode code) {
    assertThat(ErrorCode.of(code.name())).contains(code);
    assertThat(ErrorCode.of(code.name().toLowerCase(java.util.Locale.ROOT))).isEmpty();
  }

  private static String row(ErrorCode code) {
    return "| `%s` | %s | %s |".formatted(code.name(), code.meaning(), code.cure());
  }
}
