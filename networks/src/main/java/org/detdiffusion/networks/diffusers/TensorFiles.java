package org.detdiffusion.networks.diffusers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.SafeTensors;

/**
 * The tensors of one network: one safetensors file, or several with an index. Only headers are read
 * until a tensor is asked for.
 */
final class TensorFiles {

  private static final Pattern SHARD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors");

  private final Path directory;
  private final SortedMap<String, SafeTensors> fileOf = new TreeMap<>();

  private TensorFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * @param stem as {@code model} or {@code diffusion_pytorch_model}
   */
  static TensorFiles open(Path directory, String stem) throws IOException {
    TensorFiles files = new TensorFiles(directory);
    Path index = directory.resolve(stem + ".safetensors.index.json");
    for (String ending : new String[] {".safetensors", ".fp16.safetensors"}) {
      Path whole = directory.resolve(stem + ending);
      if (Files.isRegularFile(whole)) {
        files.add(SafeTensors.open(whole));
        return files;
      }
    }
    if (!Files.isRegularFile(index)) {
      throw new InvalidWeightsException(
          directory, "has no " + stem + ".safetensors" + otherFormat(directory));
    }
    files.addShards(ConfigFile.read(index));
    return files;
  }

  private static String otherFormat(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      boolean pickled = entries.anyMatch(entry -> entry.toString().endsWith(".bin"));
      return pickled ? ", only a .bin file, which can run code: convert it to safetensors" : "";
    } catch (java.nio.file.NoSuchFileException | java.nio.file.NotDirectoryException e) {
      return ": the directory is missing";
    }
  }

  private void add(SafeTensors file) {
    file.names().forEach(name -> fileOf.put(name, file));
  }

  private void addShards(ConfigFile index) throws IOException {
    Map<String, SafeTensors> shards = new TreeMap<>();
    JsonNode map = index.json().path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw index.refused("weight_map", "where tensors and their files are expected");
    }
    for (Map.Entry<String, JsonNode> named : map.properties()) {
      String shard = named.getValue().asText();
      if (!SHARD.matcher(shard).matches()) {
        throw new InvalidWeightsException(
            index.file(), "tensor '" + named.getKey() + "' is not in a file beside the index");
      }
      if (!shards.containsKey(shard)) {
        shards.put(shard, SafeTensors.open(directory.resolve(shard)));
      }
      shards.get(shard).entry(named.getKey());
      fileOf.put(named.getKey(), shards.get(shard));
    }
  }

  Path directory() {
    return directory;
  }

  Set<Path> files() {
    return fileOf.values().stream().map(SafeTensors::file).collect(Collectors.toSet());
  }

  /** Sorted. */
  Set<String> names() {
    return fileOf.keySet();
  }

  SafeTensors fileOf(String name) throws InvalidWeightsException {
    SafeTensors file = fileOf.get(name);
    if (file == null) {
      throw new InvalidWeightsException(directory, "tensor '" + name + "' is missing");
    }
    return file;
  }
}
