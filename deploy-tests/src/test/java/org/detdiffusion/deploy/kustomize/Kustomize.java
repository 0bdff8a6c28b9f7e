package org.detdiffusion.deploy.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What `kubectl kustomize` makes of a directory, for the few instructions that ours use; anything
 * else is refused. So the build needs no binary; where kubectl is installed, a test compares.
 */
public final class Kustomize {
  private static final String FILE = "kustomization.yaml";
  private static final Set<String> KNOWN =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "resources",
          "components",
          "images",
          "patches",
          "labels",
          "configMapGenerator");

  private final Path directory;
  private final JsonNode instructions;
  private final List<ObjectNode> resources;

  /**
   * @param resources those that are there already, which a component changes too
   */
  private Kustomize(Path directory, List<ObjectNode> resources) throws IOException {
    this.directory = directory;
    this.resources = resources;
    instructions = Yaml.one(directory.resolve(FILE));
    instructions.fieldNames().forEachRemaining(name -> require(KNOWN.contains(name), name));
  }

  public static List<ObjectNode> render(Path directory) throws IOException {
    return render(directory, new ArrayList<>());
  }

  private static List<ObjectNode> render(Path directory, List<ObjectNode> resources)
      throws IOException {
    var kustomize = new Kustomize(directory, resources);
    kustomize.gather();
    kustomize.patch();
    kustomize.change();
    return resources;
  }

  private void gather() throws IOException {
    for (JsonNode name : instructions.path("resources")) {
      Path path = directory.resolve(name.asText());
      if (Files.isDirectory(path)) {
        resources.addAll(render(path));
      } else {
        Yaml.all(Files.readString(path)).forEach(document -> resources.add((ObjectNode) document));
      }
    }
    for (JsonNode name : instructions.path("components")) {
      render(directory.resolve(name.asText()), resources);
    }
    for (JsonNode generator : instructions.path("configMapGenerator")) {
      resources.add(configMap(generator));
    }
  }

  /** Of whole files under their names, without a checksum in its own name. */
  private ObjectNode configMap(JsonNode generator) throws IOException {
    JsonNode options = generator.path("options");
    require(options.path("disableNameSuffixHash").asBoolean(), "configMapGenerator with a hash");
    require(generator.size() == 3, "configMapGenerator of more than name, files and options");
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = map.putObject("metadata").put("name", generator.path("name").asText());
    metadata.set("labels", options.path("labels"));
    ObjectNode data = map.putObject("data");
    for (JsonNode file : generator.path("files")) {
      Path path = directory.resolve(file.asText());
      data.put(path.getFileName().toString(), Files.readString(path));
    }
    return map;
  }

  private void patch() throws IOException {
    for (JsonNode patch : instructions.path("patches")) {
      List<JsonNode> operations = Yaml.all(patch.path("patch").asText());
      require(
          operations.size() == 1 && operations.get(0).isArray(), "a patch that is no JSON 6902");
      targets(patch.path("target")).forEach(one -> JsonPatch.apply(operations.get(0), one));
    }
  }

  private void change() {
    for (JsonNode image : instructions.path("images")) {
      resources.forEach(resource -> rename(resource, image));
    }
    if (instructions.has("namespace")) {
      resources.forEach(resource -> place(resource, instructions.path("namespace").asText()));
    }
    for (JsonNode labels : instructions.path("labels")) {
      require(labels.size() == 1 && labels.has("pairs"), "labels other than pairs");
      resources.forEach(resource -> label(resource, labels.path("pairs")));
    }
  }

  /** Those of a kind, or the one of that name. */
  private List<ObjectNode> targets(JsonNode target) {
    require(target.has("kind"), "a target without a kind");
    require(target.size() == (target.has("name") ? 2 : 1), "a target of more than kind and name");
    List<ObjectNode> found =
        resources.stream()
            .filter(one -> one.path("kind").equals(target.path("kind")))
            .filter(one -> !target.has("name") || name(one).equals(target.path("name").asText()))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("No resource is patched by " + target);
    }
    return found;
  }

  private static String name(ObjectNode resource) {
    return resource.at("/metadata/name").asText();
  }

  private static void label(ObjectNode resource, JsonNode pairs) {
    ObjectNode metadata = (ObjectNode) resource.path("metadata");
    ObjectNode labels = metadata.withObject("/labels");
    pairs.properties().forEach(pair -> labels.set(pair.getKey(), pair.getValue()));
  }

  private static void rename(JsonNode node, JsonNode image) {
    if (node instanceof ObjectNode object && object.path("image").isTextual()) {
      String now = object.path("image").asText();
      String name = now.replaceFirst(":[^/:]*$", "");
      if (name.equals(image.path("name").asText())) {
        object.put("image", image.path("newName").asText() + ":" + image.path("newTag").asText());
      }
    }
    node.forEach(child -> rename(child, image));
  }

  private static void place(ObjectNode resource, String namespace) {
    ObjectNode metadata = (ObjectNode) resource.path("metadata");
    metadata.put(
        resource.path("kind").asText().equals("Namespace") ? "name" : "namespace", namespace);
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(
          directory.resolve(FILE) + " uses what these tests can't render: " + what);
    }
  }
}
