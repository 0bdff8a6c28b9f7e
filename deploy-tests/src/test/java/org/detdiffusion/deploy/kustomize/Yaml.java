package org.detdiffusion.deploy.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads YAML of one or more documents. */
public final class Yaml {
  private static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory());

  private Yaml() {}

  public static JsonNode one(Path file) throws IOException {
    List<JsonNode> documents = all(Files.readString(file));
    if (documents.size() != 1) {
      throw new IOException(file + " has " + documents.size() + " documents; one was expected.");
    }
    return documents.get(0);
  }

  public static List<JsonNode> all(String text) throws IOException {
    try (var parser = MAPPER.createParser(text);
        var documents = MAPPER.<JsonNode>readValues(parser, JsonNode.class)) {
      return documents.readAll().stream().filter(document -> !document.isNull()).toList();
    }
  }
}
