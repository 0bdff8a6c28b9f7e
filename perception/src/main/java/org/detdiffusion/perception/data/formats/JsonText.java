package org.detdiffusion.perception.data.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON values as text, digit by digit as they came; only white space is lost. */
final class JsonText {
  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonText() {}

  /** What was kept as text, as a tree. */
  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static String quote(String text) {
    return '"' + new String(ENCODER.quoteAsString(text)) + '"';
  }

  /** Whole numbers without a point, others in the shortest form that reads back as equal. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Appends the field as a member, with a comma when others are there. */
  static void member(String name, JsonParser parser, StringBuilder members) throws IOException {
    if (members.length() > 0) {
      members.append(',');
    }
    members.append(quote(name)).append(':');
    value(parser, members);
  }

  /** Appends the value that the parser stands on, and leaves the parser at its end. */
  static void value(JsonParser parser, StringBuilder out) throws IOException {
    int depth = 0;
    boolean comma = false;
    for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
      if (comma && !token.isStructEnd()) {
        out.append(',');
      }
      comma = !token.isStructStart() && token != JsonToken.FIELD_NAME;
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      append(token, parser, out);
      if (depth == 0) {
        return;
      }
    }
  }

  private static void append(JsonToken token, JsonParser parser, StringBuilder out)
      throws IOException {
    switch (token) {
      case FIELD_NAME -> out.append(quote(parser.currentName())).append(':');
      case VALUE_STRING -> out.append(quote(parser.getText()));
      case VALUE_NUMBER_FLOAT -> appendDecimal(parser, out);
      default ->
          out.append(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }
  }

  /** NaN and Infinity, which JSON does not know, become null. */
  private static void appendDecimal(JsonParser parser, StringBuilder out) throws IOException {
    char[] text = parser.getTextCharacters();
    int last = parser.getTextOffset() + parser.getTextLength() - 1;
    boolean digits = text[last] >= '0' && text[last] <= '9';
    if (digits) {
      out.append(text, parser.getTextOffset(), parser.getTextLength());
    } else {
      out.append("null");
    }
  }
}
