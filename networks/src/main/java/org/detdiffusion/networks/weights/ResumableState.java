package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a training run needs to go on where it was.
 *
 * @param step steps done
 * @param tensors weights, moments and averages
 */
public record ResumableState(int step, SafeTensors tensors) {

  private static final String FILE = "state.safetensors";
  private static final String STEP = "training/step";

  /** Writes a directory that must not exist yet, all or nothing. */
  public static void write(Path directory, int step, Map<String, TensorData> values)
      throws IOException {
    write(directory, step, values, Map.of());
  }

  /** With free text about the run in the header. */
  public static void write(
      Path directory, int step, Map<String, TensorData> values, Map<String, String> about)
      throws IOException {
    Map<String, TensorData> tensors = new TreeMap<>(values);
    tensors.put(STEP, TensorData.longs(new long[] {step}));
    DurableFiles.createDirectory(
        directory, temporary -> SafeTensorsWriter.write(temporary.resolve(FILE), tensors, about));
  }

  public static ResumableState read(Path directory) throws IOException {
    SafeTensors tensors = SafeTensors.open(directory.resolve(FILE));
    return new ResumableState((int) tensors.longs(STEP)[0], tensors);
  }
}
