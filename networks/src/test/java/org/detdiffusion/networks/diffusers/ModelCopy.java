package org.detdiffusion.networks.diffusers;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.networks.weights.SafeTensorsWriter;
import org.detdiffusion.networks.weights.TensorData;
import org.detdiffusion.networks.weights.TensorType;

/** A copy of the small reference model, to be changed. */
record ModelCopy(Path root) {

  private static final JsonMapper JSON = new JsonMapper();
  static final String FILE = "diffusion_pytorch_model.safetensors";

  static ModelCopy in(Path directory) throws IOException {
    Path from = Golden.DIRECTORY.resolve("tiny-sd");
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        Path to = directory.resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.write(to, Files.readAllBytes(file));
      }
    }
    return new ModelCopy(directory);
  }

  /** A tokenizer with one word, 'car', and as many tokens as the text encoder has rows. */
  void writeVocabulary(int size) throws IOException {
    ObjectNode ids = JSON.createObjectNode().put("car</w>", 0).put("<|startoftext|>", 1);
    ids.put("<|endoftext|>", 2);
    for (int id = 3; id < size; id++) {
      ids.put("word" + id, id);
    }
    Path folder = Files.createDirectories(root.resolve("tokenizer"));
    Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\nc a\nca r</w>\n");
    Files.write(folder.resolve("vocab.json"), JSON.writeValueAsBytes(ids));
  }

  Map<String, TensorData> tensors(String part, String file) throws IOException {
    SafeTensors stored = SafeTensors.open(root.resolve(part).resolve(file));
    Map<String, TensorData> tensors = new TreeMap<>();
    for (String name : stored.names()) {
      ByteBuffer bytes = ByteBuffer.allocate((int) stored.entry(name).bytes());
      bytes.put(stored.bytes(name)).flip();
      tensors.put(name, new TensorData(stored.type(name), stored.shape(name), bytes));
    }
    return tensors;
  }

  void change(String part, Consumer<Map<String, TensorData>> change) throws IOException {
    Map<String, TensorData> tensors = tensors(part, FILE);
    change.accept(tensors);
    SafeTensorsWriter.write(root.resolve(part).resolve(FILE), tensors);
  }

  void configure(String file, Consumer<ObjectNode> change) throws IOException {
    Path path = root.resolve(file);
    ObjectNode json = (ObjectNode) JSON.readTree(path.toFile());
    change.accept(json);
    Files.write(path, JSON.writeValueAsBytes(json));
  }

  /** Every tensor of F32 as BF16, which keeps the upper half of its bits. */
  static void narrow(Map<String, TensorData> tensors) {
    tensors.replaceAll((name, tensor) -> tensor.type() == TensorType.F32 ? narrow(tensor) : tensor);
  }

  private static TensorData narrow(TensorData tensor) {
    ByteBuffer wide = tensor.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer narrow = ByteBuffer.allocate(wide.remaining() / 2).order(ByteOrder.LITTLE_ENDIAN);
    while (wide.hasRemaining()) {
      narrow.putShort((short) (wide.getInt() >>> 16));
    }
    return new TensorData(TensorType.BF16, tensor.shape(), narrow.flip());
  }

  /** Splits a part over two files with an index; the file of all of them goes. */
  void shard(String part) throws IOException {
    Map<String, TensorData> tensors = tensors(part, FILE);
    List<String> shards = List.of("a-00001-of-00002.safetensors", "a-00002-of-00002.safetensors");
    ObjectNode index = JSON.createObjectNode();
    ObjectNode map = index.putObject("weight_map");
    for (int i = 0; i < 2; i++) {
      Map<String, TensorData> half = new TreeMap<>();
      for (Map.Entry<String, TensorData> named : tensors.entrySet()) {
        if ((named.getKey().hashCode() & 1) == i) {
          half.put(named.getKey(), named.getValue());
          map.put(named.getKey(), shards.get(i));
        }
      }
      SafeTensorsWriter.write(root.resolve(part).resolve(shards.get(i)), half);
    }
    Files.delete(root.resolve(part).resolve(FILE));
    Files.write(root.resolve(part).resolve(FILE + ".index.json"), JSON.writeValueAsBytes(index));
  }
}
