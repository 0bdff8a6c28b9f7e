package org.detdiffusion.networks.detection.exported;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;

/** Between an engine's arrays and ours. */
final class Outputs {

  private Outputs() {}

  /**
   * @throws IllegalArgumentException for arrays that are neither single precision nor whole numbers
   */
  static List<OutputArray> of(NDList arrays) {
    List<OutputArray> outputs = new ArrayList<>();
    for (NDArray array : arrays) {
      outputs.add(of(array));
    }
    return outputs;
  }

  private static OutputArray of(NDArray array) {
    long[] shape = array.getShape().getShape();
    DataType type = array.getDataType();
    if (type == DataType.FLOAT32) {
      return new OutputArray(shape, array.toFloatArray(), false);
    }
    if (type == DataType.INT64) {
      return new OutputArray(shape, narrow(array.toLongArray()), true);
    }
    if (type == DataType.INT32) {
      return new OutputArray(shape, narrow(array.toIntArray()), true);
    }
    throw new IllegalArgumentException(
        "it gives numbers of the type " + type + ": export it in single precision, without half");
  }

  private static float[] narrow(long[] labels) {
    float[] narrow = new float[labels.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = labels[i];
    }
    return narrow;
  }

  private static float[] narrow(int[] labels) {
    float[] narrow = new float[labels.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = labels[i];
    }
    return narrow;
  }

  /** The line of an engine's complaint that says what went wrong. */
  static String reason(Throwable failed) {
    Throwable cause =
        failed instanceof EngineException && failed.getCause() != null ? failed.getCause() : failed;
    String message = String.valueOf(cause.getMessage());
    List<String> lines =
        message.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.stream()
        .filter(line -> line.contains("Error: ") || line.contains("builtin"))
        .reduce((earlier, later) -> later)
        .orElse(lines.isEmpty() ? cause.toString() : lines.get(0));
  }
}
