package org.detdiffusion.networks.detection.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Named settings of a JSON object, each with a default; one that nobody asked for is refused. Every
 * fault is an {@link IllegalArgumentException} in one sentence that names the setting.
 */
public final class Settings {

  private final JsonNode json;
  private final Set<String> known = new HashSet<>();

  public Settings(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("settings must be one JSON object");
    }
    this.json = json;
  }

  private JsonNode get(String name) {
    known.add(name);
    return json.path(name);
  }

  public boolean has(String name) {
    return !get(name).isMissingNode();
  }

  public String text(String name) {
    JsonNode node = get(name);
    check(node.isTextual(), name, "a text");
    return node.textValue();
  }

  public int whole(String name, int standard) {
    JsonNode node = get(name);
    check(node.isMissingNode() || node.canConvertToInt(), name, "a whole number");
    return node.isMissingNode() ? standard : node.intValue();
  }

  public double number(String name, double standard) {
    JsonNode node = get(name);
    check(node.isMissingNode() || node.isNumber(), name, "a number");
    return node.isMissingNode() ? standard : node.doubleValue();
  }

  public boolean flag(String name, boolean standard) {
    JsonNode node = get(name);
    check(node.isMissingNode() || node.isBoolean(), name, "true or false");
    return node.isMissingNode() ? standard : node.booleanValue();
  }

  public List<Double> numbers(String name, List<Double> standard) {
    JsonNode node = get(name);
    return node.isMissingNode() ? standard : numbers(name, node);
  }

  public List<Integer> wholes(String name, List<Integer> standard) {
    JsonNode node = get(name);
    if (node.isMissingNode()) {
      return standard;
    }
    return numbers(name, node).stream().map(number -> (int) Math.rint(number)).toList();
  }

  /** A list of lists. */
  public List<List<Double>> table(String name, List<List<Double>> standard) {
    JsonNode node = get(name);
    if (node.isMissingNode()) {
      return standard;
    }
    check(node.isArray(), name, "a list of lists of numbers");
    List<List<Double>> rows = new ArrayList<>();
    node.forEach(row -> rows.add(numbers(name, row)));
    return rows;
  }

  public List<String> texts(String name) {
    JsonNode node = get(name);
    check(node.isArray(), name, "a list of texts");
    List<String> texts = new ArrayList<>();
    node.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<Double> numbers(String name, JsonNode node) {
    check(node.isArray(), name, "a list of numbers");
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : node) {
      check(number.isNumber(), name, "a list of numbers");
      numbers.add(number.doubleValue());
    }
    return numbers;
  }

  /** Refuses what is misspelt. */
  public void refuseOthers() {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new IllegalArgumentException("the setting '" + name + "' means nothing here");
              }
            });
  }

  private static void check(boolean holds, String name, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("the setting '" + name + "' must be " + expected);
    }
  }
}
