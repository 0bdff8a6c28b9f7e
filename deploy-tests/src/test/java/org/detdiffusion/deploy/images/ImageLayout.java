package org.detdiffusion.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.detdiffusion.deploy.Deploy;

/**
 * The files of the images in a plain directory, made as the container file makes them: {@code
 * natives}, {@code healthy} and, for each program, its packaged application.
 */
record ImageLayout(Path root) {
  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** Where the files are in an image, and where a contained process sees them here. */
  private static final Map<String, String> PLACES =
      Map.of("/opt/detdiffusion", "/mnt/opt", "/var/lib/detdiffusion", "/mnt/var");

  static ImageLayout make(Path root) throws Exception {
    List<String> unpack = new ArrayList<>();
    unpack.addAll(List.of(JAVA.toString(), Deploy.IMAGES.resolve("UnpackNatives.java").toString()));
    unpack.add(root.resolve("natives").toString());
    for (Program program : Program.values()) {
      Path app = Deploy.ROOT.resolve(program.module()).resolve("target/quarkus-app");
      assertThat(app.resolve("quarkus-run.jar")).as("packaged by `./mvnw package`").exists();
      Path copy = root.resolve(program.target());
      copy(app, copy);
      unpack.add(copy.toString());
    }
    copy(Deploy.IMAGES.resolve("healthy"), root.resolve("healthy"));
    copy(Path.of("src/test/resources/LoadNatives.java"), root.resolve("LoadNatives.java"));
    Process unpacking = new ProcessBuilder(unpack).inheritIO().start();
    assertThat(unpacking.waitFor()).isZero();
    return new ImageLayout(root);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.copy(
            file,
            from.equals(file) ? to : copy,
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** What the image's environment says, for a contained process. */
  Map<String, String> environment(ContainerFile file, Program program) {
    Map<String, String> environment = new TreeMap<>();
    file.environment(program.target())
        .forEach((name, value) -> environment.put(name, place(value, program)));
    return environment;
  }

  /** The image's command, by this machine's Java, for a contained process. */
  List<String> command(ContainerFile file, Program program) {
    List<String> words = new ArrayList<>();
    file.command(program.target()).forEach(word -> words.add(place(word, program)));
    assertThat(words.set(0, JAVA.toString())).isEqualTo("java");
    return words;
  }

  static String place(String text, Program program) {
    String own = text.replace("/opt/detdiffusion/app", "/opt/detdiffusion/" + program.target());
    for (Map.Entry<String, String> place : PLACES.entrySet()) {
      own = own.replace(place.getKey(), place.getValue());
    }
    return own;
  }
}
