package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a training run needs to go on where it was.
 *
 * @param step steps done
 * @param values weights, moments and averages by name
 */
public record ResumableState(int step, Map<String, float[]> values) {

  private static final String FILE = "state.safetensors";
  private static final String STEP = "training/step";

  /** Writes a directory that must not exist yet, all or nothing. */
  public void write(Path directory) throws IOException {
    Map<String, TensorData> tensors = new TreeMap<>();
    values.forEach((name, array) -> tensors.put(name, TensorData.floats(array, array.length)));
    tensors.put(STEP, TensorData.longs(new long[] {step}));
    DurableFiles.createDirectory(
        directory, temporary -> SafeTensorsWriter.write(temporary.resolve(FILE), tensors));
  }

  public static ResumableState read(Path directory) throws IOException {
    SafeTensors tensors = SafeTensors.open(directory.resolve(FILE));
    Map<String, float[]> values = new TreeMap<>();
    for (String name : tensors.names()) {
      if (!name.equals(STEP)) {
        values.put(name, tensors.floats(name));
      }
    }
    return new ResumableState((int) tensors.longs(STEP)[0], values);
  }
}
