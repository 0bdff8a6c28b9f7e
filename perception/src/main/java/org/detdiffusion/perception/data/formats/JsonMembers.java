package org.detdiffusion.perception.data.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Members of a JSON object as one text, {@code "a":1,"b":2}. */
final class JsonMembers {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonMembers() {}

  /**
   * @param fields values as JSON; each takes the place of a member of its name, or comes last
   */
  static String replaced(String members, Map<String, String> fields) {
    StringBuilder result = new StringBuilder(members.isEmpty() ? "" : others(members, fields));
    fields.forEach(
        (name, value) -> {
          result.append(result.isEmpty() ? "" : ",").append(JsonText.quote(name));
          result.append(':').append(value);
        });
    return result.toString();
  }

  private static String others(String members, Map<String, String> fields) {
    StringBuilder others = new StringBuilder();
    try (JsonParser parser = JSON.createParser("{" + members + "}")) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (fields.containsKey(name)) {
          parser.skipChildren();
        } else {
          JsonText.member(name, parser, others);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return others.toString();
  }
}
