package org.detdiffusion.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * JSON values as Avro's generic values of a schema; the path in errors is as in {@code
 * layout.width}.
 */
final class JsonValues {
  private JsonValues() {}

  /** A value that does not fit its schema; the message is half a sentence. */
  static final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    MismatchException(String why) {
      super(why);
    }
  }

  static Object value(Schema schema, JsonNode node, String path) throws MismatchException {
    return switch (schema.getType()) {
      case RECORD -> record(schema, node, path);
      case ARRAY -> array(schema, node, path);
      case MAP -> map(schema, node, path);
      case UNION -> node.isNull() ? null : value(PlainJson.withoutNull(schema), node, path);
      case ENUM -> enumSymbol(schema, node, path);
      case STRING -> require(node.isTextual(), node, path, "a string").textValue();
      case BOOLEAN -> require(node.isBoolean(), node, path, "true or false").booleanValue();
      case INT -> require(isInt(node), node, path, "a whole number").intValue();
      case LONG -> require(isLong(node), node, path, "a whole number").longValue();
      case DOUBLE -> require(isFinite(node), node, path, "a number").doubleValue();
      case BYTES -> bytes(node, path);
      default -> throw new IllegalStateException("No message has a field of type " + schema + ".");
    };
  }

  private static Object record(Schema schema, JsonNode node, String path) throws MismatchException {
    require(node.isObject(), node, path, "an object");
    for (var names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (schema.getField(name) == null) {
        throw new MismatchException("it has the unknown field \"" + below(path, name) + "\"");
      }
    }
    var record = new GenericData.Record(schema);
    for (var field : schema.getFields()) {
      record.put(field.pos(), fieldValue(field, node.get(field.name()), below(path, field.name())));
    }
    return record;
  }

  private static Object fieldValue(Schema.Field field, JsonNode node, String path)
      throws MismatchException {
    if (node != null) {
      return value(field.schema(), node, path);
    }
    if (!field.hasDefaultValue()) {
      throw new MismatchException("the field \"" + path + "\" is missing");
    }
    return GenericData.get().getDefaultValue(field);
  }

  private static List<Object> array(Schema schema, JsonNode node, String path)
      throws MismatchException {
    require(node.isArray(), node, path, "an array");
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      values.add(value(schema.getElementType(), node.get(i), path + "[" + i + "]"));
    }
    return values;
  }

  private static Map<String, Object> map(Schema schema, JsonNode node, String path)
      throws MismatchException {
    require(node.isObject(), node, path, "an object");
    Map<String, Object> values = new HashMap<>();
    for (var entry : node.properties()) {
      String name = entry.getKey();
      values.put(name, value(schema.getValueType(), entry.getValue(), below(path, name)));
    }
    return values;
  }

  private static Object enumSymbol(Schema schema, JsonNode node, String path)
      throws MismatchException {
    String expected = "one of " + String.join(", ", schema.getEnumSymbols());
    boolean known = node.isTextual() && schema.hasEnumSymbol(node.textValue());
    return new GenericData.EnumSymbol(schema, require(known, node, path, expected).textValue());
  }

  private static ByteBuffer bytes(JsonNode node, String path) throws MismatchException {
    try {
      return ByteBuffer.wrap(require(node.isTextual(), node, path, "base64").binaryValue());
    } catch (IOException notBase64) {
      throw new MismatchException("the field \"" + path + "\" must be base64");
    }
  }

  private static boolean isInt(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt();
  }

  private static boolean isLong(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong();
  }

  private static boolean isFinite(JsonNode node) {
    return node.isNumber() && Double.isFinite(node.doubleValue());
  }

  private static JsonNode require(boolean fits, JsonNode node, String path, String expected)
      throws MismatchException {
    if (!fits) {
      String shown =
          node.isContainerNode()
              ? node.getNodeType().name().toLowerCase(java.util.Locale.ROOT)
              : shorten(node.asText());
      throw new MismatchException(
          "the field \"" + path + "\" must be " + expected + " but is " + shown);
    }
    return node;
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
