package org.detdiffusion.perception.data.pocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.Sha256;

/** SHA-256 by relative file name, as {@code sha256sum} lists them. */
record Checksums(Map<String, String> byName) {

  Checksums {
    byName = Map.copyOf(byName);
  }

  static Checksums parse(String list) {
    Map<String, String> byName = new LinkedHashMap<>();
    list.lines().forEach(line -> byName.put(line.substring(66), line.substring(0, 64)));
    return new Checksums(byName);
  }

  static Checksums ofResource(String name) {
    try (InputStream list = Checksums.class.getResourceAsStream(name)) {
      if (list == null) {
        throw new IllegalStateException("resource " + name + " is missing: build again");
      }
      return parse(new String(list.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name + " is broken: build again", e);
    }
  }

  boolean matches(String name, byte[] content) {
    return Sha256.of(content).equals(byName.get(name));
  }

  /** Compares every listed file below a folder. */
  void verify(Path folder) throws InvalidDataSetException {
    for (String name : byName.keySet()) {
      Path file = folder.resolve(name);
      try {
        if (!Files.isRegularFile(file) || !matches(name, Files.readAllBytes(file))) {
          throw new InvalidDataSetException(
              file + " is missing or not as published: delete " + folder + " and fetch it again");
        }
      } catch (IOException e) {
        throw new InvalidDataSetException(file + " can't be read: check its permissions", e);
      }
    }
  }
}
