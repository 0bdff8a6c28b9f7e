package org.detdiffusion.networks.weights;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Writes safetensors files: the same tensors give the same bytes. Wide types come first, so that
 * all data is aligned; within a type names are sorted.
 */
public final class SafeTensorsWriter {

  private static final JsonMapper JSON = new JsonMapper();

  private SafeTensorsWriter() {}

  /** Replaces the file in one step: a reader sees the old one or the new one, complete. */
  public static void write(Path file, Map<String, TensorData> tensors) throws IOException {
    write(file, tensors, Map.of());
  }

  /** With free text in the header: other readers ask for {@code format}, which is {@code pt}. */
  public static void write(Path file, Map<String, TensorData> tensors, Map<String, String> metadata)
      throws IOException {
    List<Map.Entry<String, TensorData>> inOrder =
        tensors.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, TensorData> e) -> -e.getValue().type().bytes())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    DurableFiles.replace(
        file,
        channel -> {
          DurableFiles.writeFully(channel, header(inOrder, metadata));
          for (Map.Entry<String, TensorData> named : inOrder) {
            DurableFiles.writeFully(channel, named.getValue().bytes().duplicate());
          }
        });
  }

  /** Padded by blanks to a multiple of eight bytes. */
  private static ByteBuffer header(
      List<Map.Entry<String, TensorData>> inOrder, Map<String, String> metadata)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      root.set("__metadata__", JSON.valueToTree(metadata));
    }
    long position = 0;
    for (Map.Entry<String, TensorData> named : inOrder) {
      TensorData tensor = named.getValue();
      ObjectNode entry = root.putObject(named.getKey());
      entry.put("dtype", tensor.type().name());
      entry.set("shape", JSON.valueToTree(tensor.shape()));
      long end = position + tensor.bytes().remaining();
      entry.putArray("data_offsets").add(position).add(end);
      position = end;
    }
    byte[] json = JSON.writeValueAsBytes(root);
    int padded = (json.length + 7) / 8 * 8;
    ByteBuffer header = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(padded).put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.flip();
  }
}
