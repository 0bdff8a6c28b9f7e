package org.detdiffusion.perception.data;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One COCO annotation file, read entry by entry: the whole tree of COCO's own would not fit.
 *
 * @param categories names by id
 * @param images entries with their names and sizes
 */
record CocoFile(
    Path path,
    Map<String, String> categories,
    List<JsonNode> images,
    List<CocoAnnotation> annotations) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Takes one entry of a list. */
  private interface Entries {
    void add(JsonNode entry);
  }

  static CocoFile parse(Path path) throws InvalidDataSetException {
    CocoFile file = new CocoFile(path, new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    try (JsonParser parser = MAPPER.createParser(path.toFile())) {
      file.readSections(parser);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new InvalidDataSetException(
          "%s is broken JSON at line %d, column %d: %s, so write the file again"
              .formatted(path, at.getLineNr(), at.getColumnNr(), BrokenJson.cause(e)),
          e);
    } catch (IOException e) {
      throw new InvalidDataSetException(path + " can't be read: check its permissions", e);
    }
    return file;
  }

  private void readSections(JsonParser parser) throws IOException, InvalidDataSetException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw notCoco("a JSON object");
    }
    List<String> sections = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String section = parser.currentName();
      sections.add(section);
      parser.nextToken();
      switch (section) {
        case "images" -> readList(parser, section, images::add);
        case "categories" ->
            readList(parser, section, e -> categories.put(id(e, "id"), e.path("name").asText()));
        case "annotations" -> readList(parser, section, e -> annotations.add(CocoAnnotation.of(e)));
        default -> parser.skipChildren();
      }
    }
    for (String needed : List.of("images", "categories")) {
      if (!sections.contains(needed)) {
        throw notCoco("a list '" + needed + "'");
      }
    }
  }

  private void readList(JsonParser parser, String section, Entries entries)
      throws IOException, InvalidDataSetException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw notCoco("a list '" + section + "'");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode entry = MAPPER.readTree(parser);
      if (!entry.isObject()) {
        throw notCoco("only objects in its list '" + section + "'");
      }
      entries.add(entry);
    }
  }

  private InvalidDataSetException notCoco(String missing) {
    return new InvalidDataSetException(
        path + " is no COCO annotation file, it lacks " + missing + ": export it as COCO JSON");
  }

  /** An id as text, whether the file writes numbers or strings. */
  static String id(JsonNode entry, String field) {
    return entry.path(field).asText();
  }
}
