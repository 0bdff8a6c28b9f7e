package org.detdiffusion.networks.detection.exported;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be said of an ONNX file before it is run, read from its protobuf (onnx.proto3).
 *
 * @param inputs those that are not weights
 */
record OnnxFile(List<OnnxInput> inputs) {

  /** The messages on the way to a tensor, each with the fields that go on. */
  private enum Message {
    MODEL,
    GRAPH,
    FUNCTION,
    NODE,
    ATTRIBUTE,
    SPARSE,
    TENSOR;

    Map<Integer, Message> next() {
      return switch (this) {
        case MODEL -> Map.of(7, GRAPH, 25, FUNCTION);
        case GRAPH -> Map.of(1, NODE, 5, TENSOR, 15, SPARSE);
        case FUNCTION -> Map.of(7, NODE, 11, ATTRIBUTE);
        case NODE -> Map.of(5, ATTRIBUTE);
        case ATTRIBUTE ->
            Map.of(5, TENSOR, 6, GRAPH, 10, TENSOR, 11, GRAPH, 22, SPARSE, 23, SPARSE);
        case SPARSE -> Map.of(1, TENSOR, 2, TENSOR);
        case TENSOR -> Map.of();
      };
    }
  }

  private static final int DEEPEST = 64;

  /**
   * @throws IllegalArgumentException in one sentence when it is no ONNX, or names other files
   */
  static OnnxFile read(byte[] file) {
    ProtobufFields model = ProtobufFields.of(file);
    requireNoOtherFiles(model, Message.MODEL, 0);
    ProtobufFields graph = model.message(7);
    if (graph.messages(1).isEmpty()) {
      throw new IllegalArgumentException("it is no ONNX file with a network: export it again");
    }
    Set<String> weights = new HashSet<>();
    graph.messages(5).forEach(tensor -> weights.add(tensor.text(8)));
    List<OnnxInput> inputs = new ArrayList<>();
    for (ProtobufFields input : graph.messages(11)) {
      if (!weights.contains(input.text(1))) {
        inputs.add(OnnxInput.read(input));
      }
    }
    return new OnnxFile(List.copyOf(inputs));
  }

  /** Such a file could be any that this process may read. */
  private static void requireNoOtherFiles(ProtobufFields fields, Message kind, int depth) {
    if (kind == Message.TENSOR && isElsewhere(fields)) {
      throw new IllegalArgumentException(
          "it keeps weights in other files: export it as one file, or join it with onnx.save");
    }
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("its graphs are nested too deeply: export it again");
    }
    kind.next()
        .forEach(
            (number, next) ->
                fields.messages(number).forEach(m -> requireNoOtherFiles(m, next, depth + 1)));
  }

  private static boolean isElsewhere(ProtobufFields tensor) {
    return tensor.number(14) == 1 || !tensor.messages(13).isEmpty();
  }

  /**
   * @throws IllegalArgumentException in one sentence when it takes anything but one image
   */
  OnnxInput requireImage() {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          "it has %d inputs: export a network that takes one image".formatted(inputs.size()));
    }
    return inputs.get(0).requireImage();
  }
}
