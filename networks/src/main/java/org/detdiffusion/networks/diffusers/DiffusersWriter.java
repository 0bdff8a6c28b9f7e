package org.detdiffusion.networks.diffusers;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.networks.weights.SafeTensorsWriter;
import org.detdiffusion.networks.weights.TensorData;
import org.detdiffusion.networks.weights.TensorType;

/** Writes a model like one that was read: the same names, configurations and other files. */
record DiffusersWriter(
    DiffusersDirectory like, Map<String, TrainedValues> trained, Map<String, Integer> added) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, String> METADATA = Map.of("format", "pt");

  void writeTo(Path target) throws IOException {
    DurableFiles.copy(like.index().file(), target.resolve("model_index.json"));
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

  private void writePart(Path target, String part, String stem, StoredNetwork network)
      throws IOException {
    Path folder = Files.createDirectory(target.resolve(part));
    Map<String, TensorData> tensors = new TreeMap<>();
    for (String name : network.tensors().names()) {
      tensors.put(name, tensor(network, name, trained.get(part)));
    }
    SafeTensorsWriter.write(folder.resolve(stem + ".safetensors"), tensors, METADATA);
    ObjectNode config = network.config().json().deepCopy();
    if (config.has("vocab_size") && tensors.containsKey(VocabularyGrowth.TOKENS)) {
      config.put("vocab_size", tensors.get(VocabularyGrowth.TOKENS).shape()[0]);
    }
    writeJson(folder.resolve("config.json"), config);
  }

  private static void writeJson(Path file, Object content) throws IOException {
    DurableFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
  }

  /** Trained values are float32; the first dimension may have grown, by new tokens. */
  private static TensorData tensor(StoredNetwork network, String name, TrainedValues values)
      throws IOException {
    SafeTensors file = network.tensors().fileOf(name);
    long[] shape = file.shape(name);
    if (values == null || StoredNetwork.buffer(name)) {
      return new TensorData(file.type(name), shape, file.bytes(name));
    }
    ByteBuffer bytes = values.of(network.nameInNetwork(name));
    long row = Float.BYTES;
    for (int i = 1; i < shape.length; i++) {
      row *= shape[i];
    }
    shape[0] = bytes.remaining() / row;
    return new TensorData(TensorType.F32, shape, bytes);
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    List<Path> files;
    try (Stream<Path> entries = Files.list(from)) {
      files = entries.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      DurableFiles.copy(file, to.resolve(file.getFileName()));
    }
  }
}
