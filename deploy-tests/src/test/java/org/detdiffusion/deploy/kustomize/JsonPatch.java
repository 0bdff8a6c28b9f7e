package org.detdiffusion.deploy.kustomize;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Operations {@code add} and {@code replace} of RFC 6902; others are refused. */
final class JsonPatch {
  private JsonPatch() {}

  static void apply(JsonNode operations, ObjectNode resource) {
    for (JsonNode operation : operations) {
      JsonPointer path = JsonPointer.compile(operation.path("path").asText());
      JsonNode parent = resource.at(path.head());
      String last = path.last().getMatchingProperty();
      switch (operation.path("op").asText()) {
        case "add" -> add(parent, last, operation);
        case "replace" -> replace(parent, last, operation);
        default -> throw new IllegalArgumentException("These tests can't apply " + operation);
      }
    }
  }

  private static void add(JsonNode parent, String last, JsonNode operation) {
    requireThere(parent, operation);
    JsonNode value = operation.path("value").deepCopy();
    if (parent instanceof ArrayNode array && last.equals("-")) {
      array.add(value);
    } else if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else {
      throw new IllegalArgumentException("These tests can't apply " + operation);
    }
  }

  private static void replace(JsonNode parent, String last, JsonNode operation) {
    if (parent instanceof ArrayNode array && last.matches("\\d{1,4}")) {
      int index = Integer.parseInt(last);
      requireThere(array.path(index), operation);
      array.set(index, operation.path("value").deepCopy());
    } else {
      requireThere(parent.path(last), operation);
      add(parent, last, operation);
    }
  }

  private static void requireThere(JsonNode node, JsonNode operation) {
    if (node.isMissingNode()) {
      throw new IllegalArgumentException("Nothing is where it points: " + operation);
    }
  }
}
