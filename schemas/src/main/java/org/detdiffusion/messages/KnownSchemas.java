package org.detdiffusion.messages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The schemas a message may have been written with: the current one and every released one.
 *
 * <p>A released schema is the resource {@code released/<type>-<version>.avsc} (with nested types
 * inlined), listed in {@code released/index}.
 */
record KnownSchemas(Map<Long, Schema> byFingerprint) {
  private static final String FOLDER = "released/";

  static KnownSchemas of(Schema current) {
    return of(current, KnownSchemas::read);
  }

  static KnownSchemas of(Schema current, UnaryOperator<String> files) {
    Map<Long, Schema> schemas = new HashMap<>();
    released(current.getName(), files).forEach(schema -> add(schemas, schema));
    add(schemas, current);
    return new KnownSchemas(Map.copyOf(schemas));
  }

  Optional<Schema> byFingerprint(long fingerprint) {
    return Optional.ofNullable(byFingerprint.get(fingerprint));
  }

  private static void add(Map<Long, Schema> schemas, Schema schema) {
    schemas.put(SchemaNormalization.parsingFingerprint64(schema), schema);
  }

  private static List<Schema> released(String type, UnaryOperator<String> files) {
    return files
        .apply("index")
        .lines()
        .filter(file -> file.startsWith(type + "-"))
        .map(file -> new Schema.Parser().parse(files.apply(file)))
        .toList();
  }

  private static String read(String file) {
    try (var stream = KnownSchemas.class.getResourceAsStream(FOLDER + file)) {
      if (stream == null) {
        throw new IllegalStateException(
            "The resource " + FOLDER + file + " is missing in the jar.");
      }
      var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return String.join("\n", reader.lines().toList());
    } catch (IOException damagedJar) {
      throw new UncheckedIOException(damagedJar);
    }
  }
}
