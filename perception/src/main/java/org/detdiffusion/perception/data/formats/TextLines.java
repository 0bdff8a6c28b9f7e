package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.perception.data.InvalidDataSetException;

/** Small text files as lines that are not blank. */
final class TextLines {
  private static final long MAX_BYTES = 64L << 20;

  private TextLines() {}

  static List<String> of(Path file) throws InvalidDataSetException {
    return all(file).stream().filter(line -> !line.isBlank()).toList();
  }

  /** With the blank ones. */
  static List<String> all(Path file) throws InvalidDataSetException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InvalidDataSetException(file + " is longer than 64 MiB: it can't be a list");
      }
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new InvalidDataSetException(file + " can't be read: write it as text in UTF-8", e);
    }
  }
}
