package org.detdiffusion.messages;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * What the schema ids of a registry stand for.
 *
 * @param byId writer's schema by registry id
 */
public record RegistrySchemas(Map<Integer, Schema> byId) {
  /** System property or environment variable, such as {@code 17=LayoutJob,18=AugmentationJob}. */
  public static final String KEY = "DETDIFFUSION_SCHEMA_IDS";

  public static final RegistrySchemas NONE = new RegistrySchemas(Map.of());

  public RegistrySchemas {
    byId = Map.copyOf(byId);
  }

  private static final AtomicReference<RegistrySchemas> CONFIGURED = new AtomicReference<>();

  /**
   * Ids given by {@link #KEY}; none when it is not set.
   *
   * @throws IllegalArgumentException at every call, when they can't be parsed; a process had better
   *     ask at its start
   */
  public static RegistrySchemas configured() {
    RegistrySchemas known = CONFIGURED.get();
    if (known == null) {
      String pairs = System.getProperty(KEY, System.getenv().getOrDefault(KEY, ""));
      known = pairs.isBlank() ? NONE : parse(pairs);
      CONFIGURED.set(known);
    }
    return known;
  }

  /**
   * Parses {@code id=MessageName} pairs separated by commas; each name means its current schema.
   *
   * @throws IllegalArgumentException on anything else
   */
  public static RegistrySchemas parse(String pairs) {
    Map<Integer, Schema> schemas = new HashMap<>();
    for (String pair : pairs.split(",", -1)) {
      String[] parts = pair.trim().split("=", -1);
      if (parts.length != 2 || !parts[0].matches("[0-9]{1,9}")) {
        throw malformed(pair);
      }
      schemas.put(Integer.valueOf(parts[0]), current(parts[1], pair));
    }
    return new RegistrySchemas(schemas);
  }

  private static Schema current(String name, String pair) {
    try {
      var loader = RegistrySchemas.class.getClassLoader();
      var type = Class.forName(RegistrySchemas.class.getPackageName() + "." + name, false, loader);
      return new SpecificData(loader).getSchema(type);
    } catch (ClassNotFoundException | RuntimeException noMessage) {
      throw malformed(pair);
    }
  }

  private static IllegalArgumentException malformed(String pair) {
    return new IllegalArgumentException(
        KEY + " contains \"" + pair + "\"; write id=MessageName, such as 17=LayoutJob.");
  }
}
