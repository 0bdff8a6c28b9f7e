package org.detdiffusion.networks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system says of this process's memory. */
final class ProcessMemory {

  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /**
   * @param line such as {@code VmRSS}, as Linux names it
   * @return MiB; 0 where the system does not say
   */
  static long mebibytes(String line) {
    try {
      if (!Files.exists(STATUS)) {
        return 0;
      }
      return Files.readAllLines(STATUS).stream()
          .filter(text -> text.startsWith(line))
          .mapToLong(text -> Long.parseLong(text.replaceAll("\\D+", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
