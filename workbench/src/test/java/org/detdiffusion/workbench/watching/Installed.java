package org.detdiffusion.workbench.watching;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Programs of Debian's package {@code prometheus}, which the tests that want them do without. */
final class Installed {
  private static final Pattern BETWEEN = Pattern.compile(Pattern.quote(File.pathSeparator));

  private Installed() {}

  /** Skips the test where there is none. */
  static Path orSkip(String program) {
    Optional<Path> found =
        BETWEEN
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .map(directory -> Path.of(directory, program))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        found.isPresent(),
        "there is no '" + program + "' on the PATH; apt-get install prometheus brings it");
    return found.orElseThrow();
  }
}
