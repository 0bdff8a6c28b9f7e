package org.detdiffusion.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.workerkit.DeclaredMeter.Declaration;
import org.junit.jupiter.api.Test;

class MetersDocumentTest {
  private static final Path PAGE = Path.of("..", "docs", "meters.md");

  @Test
  void thePageListsEveryMeterAsItIsDeclared() throws IOException {
    List<String> rows = Files.readAllLines(PAGE).stream().filter(l -> l.startsWith("| `")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(AllMeters.declared().map(MetersDocumentTest::row).toList());
  }

  @Test
  void everyMeterHasADescriptionAndAUnit() {
    assertThat(AllMeters.declared())
        .allSatisfy(
            meter -> {
              assertThat(meter.name()).matches("detdiffusion(\\.[a-z]+)+");
              assertThat(meter.description()).isNotBlank();
              assertThat(meter.unit()).matches("[a-z]+");
            })
        .extracting(Declaration::name)
        .doesNotHaveDuplicates();
  }

  private static String row(Declaration meter) {
    String tag = meter.tag().isEmpty() ? "" : "`" + meter.tag() + "`";
    return "| `%s` | %s | %s | %s |"
        .formatted(meter.name(), meter.description(), meter.unit(), tag);
  }
}
