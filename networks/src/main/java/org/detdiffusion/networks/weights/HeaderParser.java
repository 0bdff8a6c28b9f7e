package org.detdiffusion.networks.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the JSON of a safetensors header, strictly. */
record HeaderParser(Path file) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final String METADATA = "__metadata__";

  SafeTensorsHeader parse(String json, long dataStart) throws InvalidWeightsException {
    JsonNode root = tree(json);
    SortedMap<String, TensorEntry> entries = new TreeMap<>();
    Map<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(METADATA)) {
        readMetadata(field.getValue(), metadata);
      } else {
        entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
      }
    }
    return new SafeTensorsHeader(entries, metadata, dataStart);
  }

  private JsonNode tree(String json) throws InvalidWeightsException {
    if (!json.startsWith("{")) {
      throw new InvalidWeightsException(file, "has a header that doesn't begin with '{'");
    }
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(
          file, "has a header that is not valid JSON: " + firstLine(e.getOriginalMessage()));
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("no reason given");
  }

  private void readMetadata(JsonNode node, Map<String, String> metadata)
      throws InvalidWeightsException {
    if (!node.isObject()) {
      throw new InvalidWeightsException(file, METADATA + " is not a JSON object");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw new InvalidWeightsException(file, METADATA + " may have texts only");
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
  }

  private TensorEntry entry(String name, JsonNode node) throws InvalidWeightsException {
    if (!node.isObject() || node.size() != 3) {
      throw broken(name, "needs exactly dtype, shape and data_offsets");
    }
    TensorType type = type(name, node.path("dtype"));
    long[] shape = numbers(name, "shape", node.path("shape"));
    long[] offsets = numbers(name, "data_offsets", node.path("data_offsets"));
    if (offsets.length != 2 || offsets[1] < offsets[0]) {
      throw broken(name, "has data_offsets " + Arrays.toString(offsets) + ", not [begin, end]");
    }
    checkSize(name, type, shape, offsets);
    return new TensorEntry(type, shape, offsets[0], offsets[1]);
  }

  private TensorType type(String name, JsonNode node) throws InvalidWeightsException {
    return Arrays.stream(TensorType.values())
        .filter(type -> node.isTextual() && type.name().equals(node.textValue()))
        .findFirst()
        .orElseThrow(() -> broken(name, "has the unknown dtype " + brief(node)));
  }

  private long[] numbers(String name, String field, JsonNode node) throws InvalidWeightsException {
    if (!node.isArray()) {
      throw broken(name, "has a " + field + " that is not an array of numbers");
    }
    long[] numbers = new long[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = node.get(i);
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
        throw broken(name, "has " + brief(number) + " in its " + field);
      }
      numbers[i] = number.longValue();
    }
    return numbers;
  }

  private void checkSize(String name, TensorType type, long[] shape, long[] offsets)
      throws InvalidWeightsException {
    long bytes = type.bytes();
    try {
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, size);
      }
    } catch (ArithmeticException e) {
      throw broken(name, "has a shape whose size overflows: " + Arrays.toString(shape));
    }
    if (bytes != offsets[1] - offsets[0]) {
      throw broken(name, "needs " + bytes + " bytes but is given " + (offsets[1] - offsets[0]));
    }
  }

  private InvalidWeightsException broken(String name, String fault) {
    return new InvalidWeightsException(file, "tensor '" + name + "' " + fault);
  }

  private static String brief(JsonNode node) {
    String text = node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
