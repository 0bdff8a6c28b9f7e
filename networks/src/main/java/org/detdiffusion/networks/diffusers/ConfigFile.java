package org.detdiffusion.networks.diffusers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.weights.InvalidWeightsException;

/** A JSON object on disk, as a configuration. What can't be used is refused by file and field. */
public record ConfigFile(Path file, ObjectNode json) {

  private static final long LARGEST = 64_000_000;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public static ConfigFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidWeightsException(file, "is missing");
    }
    if (Files.size(file) > LARGEST) {
      throw new InvalidWeightsException(file, "is too large for a configuration");
    }
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(
          file,
          "is not valid JSON: " + e.getOriginalMessage().lines().findFirst().orElse("no reason"));
    }
    if (!(json instanceof ObjectNode object)) {
      throw new InvalidWeightsException(file, "is not a JSON object");
    }
    return new ConfigFile(file, object);
  }

  /** The same with another value of a field. */
  ConfigFile with(String field, int value) {
    return new ConfigFile(file, json.deepCopy().put(field, value));
  }

  /** Refuses every value but this one; a field that is absent or null has its default, this one. */
  public ConfigFile only(String field, Object supported) throws InvalidWeightsException {
    JsonNode value = json.path(field);
    JsonNode wanted = JSON.valueToTree(supported);
    boolean equal =
        (value.isNumber() && wanted.isNumber())
            ? value.doubleValue() == wanted.doubleValue()
            : value.equals(wanted);
    if (present(field) && !equal) {
      throw refused(field, "where only " + wanted + " is supported");
    }
    return this;
  }

  /** Refuses every field that is there and neither null nor false. */
  public ConfigFile without(String... fields) throws InvalidWeightsException {
    for (String field : fields) {
      if (present(field) && !(json.path(field).isBoolean() && !json.path(field).booleanValue())) {
        throw refused(field, "which is not supported");
      }
    }
    return this;
  }

  public int integer(String field, int least, int most) throws InvalidWeightsException {
    return number(field, json.path(field), least, most);
  }

  public List<Integer> integers(String field, int least, int most) throws InvalidWeightsException {
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : array(field)) {
      values.add(number(field, value, least, most));
    }
    return List.copyOf(values);
  }

  public List<String> texts(String field) throws InvalidWeightsException {
    List<String> values = new ArrayList<>();
    for (JsonNode value : array(field)) {
      values.add(value.asText());
    }
    return List.copyOf(values);
  }

  public double number(String field, double otherwise) throws InvalidWeightsException {
    if (!present(field)) {
      return otherwise;
    }
    if (!json.path(field).isNumber()) {
      throw refused(field, "where a number is expected");
    }
    return json.path(field).doubleValue();
  }

  public String text(String field, String otherwise) {
    return present(field) ? json.path(field).asText() : otherwise;
  }

  public boolean present(String field) {
    return json.hasNonNull(field);
  }

  public InvalidWeightsException refused(String field, String why) {
    String value = json.path(field).toString();
    String brief = value.length() <= 80 ? value : value.substring(0, 80) + "...";
    return new InvalidWeightsException(
        file, present(field) ? field + " is " + brief + " " + why : field + " is missing");
  }

  private JsonNode array(String field) throws InvalidWeightsException {
    JsonNode array = json.path(field);
    if (!array.isArray() || array.isEmpty() || array.size() > 64) {
      throw refused(field, "where a short list is expected");
    }
    return array;
  }

  private int number(String field, JsonNode value, int least, int most)
      throws InvalidWeightsException {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw refused(field, "where a whole number is expected");
    }
    if (value.intValue() < least || value.intValue() > most) {
      throw refused(field, "where " + least + ".." + most + " is possible");
    }
    return value.intValue();
  }
}
