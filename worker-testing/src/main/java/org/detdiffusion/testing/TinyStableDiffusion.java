package org.detdiffusion.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The small model that the networks are compared on, with a vocabulary: a directory as diffusers
 * saves it, for pictures of multiples of 64 pixels.
 */
public final class TinyStableDiffusion {
  private static final Path MODEL =
      Path.of("..", "networks", "src", "test", "resources", "golden", "tiny-sd");
  private static final int TOKENS = 512;

  private TinyStableDiffusion() {}

  /** Copies it to a directory, which must not exist yet. */
  public static void copyTo(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(MODEL)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        Path to = directory.resolve(MODEL.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    Path tokenizer = Files.createDirectory(directory.resolve("tokenizer"));
    Files.writeString(tokenizer.resolve("merges.txt"), "#version: 0.2\nc a\nca r</w>\n");
    String words =
        IntStream.range(3, TOKENS)
            .mapToObj(id -> ", \"word" + id + "\": " + id)
            .collect(Collectors.joining());
    Files.writeString(
        tokenizer.resolve("vocab.json"),
        "{\"car</w>\": 0, \"<|startoftext|>\": 1, \"<|endoftext|>\": 2" + words + "}");
  }
}
