package org.detdiffusion.chaos;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets worker processes start in half of the time: they take most of their classes from an archive
 * that the first of them leaves at its end. Java archives classes from jars only, so directories of
 * the class path become jars.
 */
final class QuickStart {
  private static final Path DIRECTORY = Path.of("target", "chaos").toAbsolutePath();
  private static final Path ARCHIVE = DIRECTORY.resolve("workers-" + pid() + ".jsa");
  private static final String CLASS_PATH = jars();
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private QuickStart() {}

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  /** The options that every worker is started with; only the first one writes the archive. */
  static List<String> options() {
    List<String> options = new ArrayList<>(List.of("-Xshare:auto", "-Xlog:cds=off"));
    if (!BEGUN.getAndSet(true)) {
      ARCHIVE.toFile().deleteOnExit();
      options.add("-XX:ArchiveClassesAtExit=" + ARCHIVE);
    } else if (Files.exists(ARCHIVE)) {
      options.add("-XX:SharedArchiveFile=" + ARCHIVE);
    }
    options.addAll(List.of("-cp", CLASS_PATH));
    return options;
  }

  private static String jars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .map(path -> Files.isDirectory(path) ? jar(path) : path.toAbsolutePath())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path jar(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      List<Path> files = new ArrayList<>(tree.filter(Files::isRegularFile).toList());
      Files.createDirectories(DIRECTORY);
      Path jar = Files.createTempFile(DIRECTORY, "classes", ".jar");
      try (OutputStream out = Files.newOutputStream(jar);
          var entries = new JarOutputStream(out)) {
        entries.setLevel(0);
        for (Path file : files) {
          String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
          entries.putNextEntry(new JarEntry(name));
          Files.copy(file, entries);
        }
      }
      jar.toFile().deleteOnExit();
      return jar;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
