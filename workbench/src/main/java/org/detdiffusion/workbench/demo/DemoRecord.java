package org.detdiffusion.workbench.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.workbench.process.RunDirectory;
import org.detdiffusion.workbench.process.WorkbenchException;

/** Keeps in the run directory what demo it belongs to, so that two are never mixed. */
final class DemoRecord {
  private static final String FILE = "demo.txt";

  private DemoRecord() {}

  /**
   * Notes the demo at its first start.
   *
   * @return whether an earlier start has left its work here
   * @throws WorkbenchException when the directory holds another demo
   */
  static boolean resume(DemoOptions options, DemoData data) throws WorkbenchException {
    Path file = options.directory().resolve(FILE);
    String asked = description(options);
    String now = asked + "images " + data.sha256() + "\n";
    if (!Files.exists(file)) {
      RunDirectory.write(file, now.getBytes(StandardCharsets.UTF_8));
      return false;
    }
    String before = read(file);
    if (!before.equals(now)) {
      String difference = before.startsWith(asked) ? "of other images" : "with other options";
      throw new WorkbenchException(
          "'%s' holds a demo %s; use these again, or name another directory with --run-directory."
              .formatted(options.directory(), difference));
    }
    return true;
  }

  private static String description(DemoOptions options) {
    return options.source() + "\n" + options.profile() + "\nseed " + options.seed() + "\n";
  }

  private static String read(Path file) throws WorkbenchException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new WorkbenchException("'" + file + "' can't be read.", e);
    }
  }
}
