package org.detdiffusion.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was promised and what was measured, a row each; written anew with every row. */
final class Report {
  private static final Path FILE = Path.of("target", "chaos", "report.md");
  private static final long BEGAN = System.nanoTime();
  private static final List<String> ROWS = new ArrayList<>();

  private Report() {}

  static synchronized void row(String name, String promise, String measured, Object... values)
      throws IOException {
    String row = "| %s | %s | %s |".formatted(name, promise, measured.formatted(values));
    ROWS.add(row);
    System.out.println(row);
    Files.createDirectories(FILE.getParent());
    Files.writeString(
        FILE, "| case | promise | measured |\n|---|---|---|\n" + String.join("\n", ROWS) + "\n");
  }

  /** A sign of life in a long case. */
  static void progress(String sentence, Object... values) {
    long seconds = (System.nanoTime() - BEGAN) / 1_000_000_000;
    System.out.println("  [%d s] ".formatted(seconds) + sentence.formatted(values));
  }
}
