package org.detdiffusion.networks.diffusers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.detdiffusion.networks.weights.Checkpoint;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.networks.weights.SafeTensorsWriter;
import org.detdiffusion.networks.weights.TensorData;
import org.detdiffusion.networks.weights.TensorType;

/** Writes a model like one that was read: the same names, configurations and other files. */
record DiffusersWriter(
    DiffusersDirectory like, Map<String, TrainedValues> trained, Map<String, Integer> added) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> PARTS =
      Set.of("text_encoder", "unet", "vae", "scheduler", "tokenizer");
  private static final Map<String, String> METADATA = Map.of("format", "pt");

  void writeTo(Path target) throws IOException {
    writeJson(target.resolve("model_index.json"), index());
    writePart(target, "text_encoder", DiffusersDirectory.TEXT_WEIGHTS, like.textEncoder());
    writePart(target, "unet", DiffusersDirectory.WEIGHTS, like.unet());
    writePart(target, "vae", DiffusersDirectory.WEIGHTS, like.autoencoder());
    copyFolder(like.scheduler().file().getParent(), target.resolve("scheduler"));
    if (like.tokenizer().isPresent()) {
      copyFolder(like.tokenizer().get(), target.resolve("tokenizer"));
    }
    if (!added.isEmpty()) {
      writeJson(target.resolve("tokenizer").resolve("added_tokens.json"), added);
    }
  }

  /** What is not copied, such as a safety checker, is named as absent, as diffusers does. */
  private ObjectNode index() {
    ObjectNode index = like.index().json().deepCopy();
    for (Map.Entry<String, JsonNode> entry : like.index().json().properties()) {
      boolean part = entry.getValue().isArray() && !entry.getKey().startsWith("_");
      if (part && !PARTS.contains(entry.getKey())) {
        index.putArray(entry.getKey()).addNull().addNull();
      }
    }
    if (index.has("safety_checker")) {
      index.put("requires_safety_checker", false);
    }
    return index;
  }

  private void writePart(Path target, String part, String stem, StoredNetwork network)
      throws IOException {
    Path folder = Files.createDirectory(target.resolve(part));
    Map<String, TensorData> tensors = new TreeMap<>();
    for (String name : network.tensors().names()) {
      tensors.put(name, tensor(network, name, trained.get(part)));
    }
    SafeTensorsWriter.write(folder.resolve(stem + ".safetensors"), tensors, METADATA);
    writeJson(folder.resolve("config.json"), network.config().json());
  }

  private static void writeJson(Path file, Object content) throws IOException {
    DurableFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
  }

  /** Trained values are float32. */
  private static TensorData tensor(StoredNetwork network, String name, TrainedValues values)
      throws IOException {
    TensorData stored = network.tensor(name);
    return values == null || StoredNetwork.buffer(name)
        ? stored
        : new TensorData(TensorType.F32, stored.shape(), values.of(network.nameInNetwork(name)));
  }

  /** Not what systems leave behind, such as .DS_Store. */
  private static boolean isOurs(Path file) {
    return Files.isRegularFile(file) && Checkpoint.isFileName(file.getFileName().toString());
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    List<Path> files;
    try (Stream<Path> entries = Files.list(from)) {
      files = entries.filter(DiffusersWriter::isOurs).sorted().toList();
    }
    for (Path file : files) {
      DurableFiles.copy(file, to.resolve(file.getFileName()));
    }
  }
}
