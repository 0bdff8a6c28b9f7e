package org.detdiffusion.networks.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.networks.weights.SafeTensorsWriter;
import org.detdiffusion.networks.weights.TensorData;

/** The whole state of a run in one file, from which it goes on bit by bit as it would have. */
public final class Resumable {

  private static final String FILE = "state.safetensors";
  private static final String STEP = "run/step";

  private Resumable() {}

  public static void save(Path directory, Optimiser optimiser, int step) throws IOException {
    Map<String, TensorData> tensors = new TreeMap<>();
    optimiser
        .state()
        .forEach((name, values) -> tensors.put(name, TensorData.floats(values, values.length)));
    tensors.put(STEP, TensorData.longs(new long[] {step}, 1));
    SafeTensorsWriter.write(directory.resolve(FILE), tensors);
  }

  /** Puts the state back and returns the step it was saved at. */
  public static int load(Path directory, Optimiser optimiser) throws IOException {
    SafeTensors file = SafeTensors.open(directory.resolve(FILE));
    Map<String, float[]> state = new HashMap<>();
    for (String name : file.names()) {
      if (!name.equals(STEP)) {
        state.put(name, file.floats(name));
      }
    }
    optimiser.restore(state);
    return (int) file.longs(STEP)[0];
  }

  /** Values with the shapes of their parameters, as a checkpoint holds them. */
  public static Map<String, TensorData> tensors(
      Map<String, float[]> values, Parameters parameters) {
    Map<String, TensorData> tensors = new TreeMap<>();
    for (Parameter parameter : parameters.all()) {
      float[] array = values.get(parameter.name());
      if (array != null) {
        tensors.put(parameter.name(), TensorData.floats(array, parameter.shape()));
      }
    }
    return tensors;
  }
}
