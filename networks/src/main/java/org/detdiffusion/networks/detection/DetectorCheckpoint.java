package org.detdiffusion.networks.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.weights.Checkpoint;
import org.detdiffusion.networks.weights.CheckpointContents;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.networks.weights.TensorData;

/** A detector on disk. */
record DetectorCheckpoint(DetectorConfig config, SafeTensors weights, String sha256) {

  private static final String ROLE = "detector";
  private static final String WEIGHTS = "weights.safetensors";
  private static final JsonMapper JSON = new JsonMapper();

  static Checkpoint write(
      Path modelsRoot,
      DetectorConfig config,
      Parameters parameters,
      Map<String, float[]> values,
      int step)
      throws IOException {
    Map<String, TensorData> tensors = new TreeMap<>();
    for (Parameter parameter : parameters.all()) {
      float[] of = values.get(parameter.name());
      tensors.put(parameter.name(), TensorData.floats(of, parameter.shape()));
    }
    return Checkpoint.write(
        modelsRoot,
        new CheckpointContents(
            ROLE, JSON.valueToTree(config), step, Map.of(), Map.of(WEIGHTS, tensors)));
  }

  static DetectorCheckpoint read(Path directory) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(directory);
    String role = checkpoint.manifest().role();
    if (!role.equals(ROLE)) {
      throw new InvalidWeightsException(
          directory, "has weights for a " + role + ", not for a " + ROLE);
    }
    return new DetectorCheckpoint(
        config(checkpoint), checkpoint.open(WEIGHTS), checkpoint.sha256());
  }

  private static DetectorConfig config(Checkpoint checkpoint) throws InvalidWeightsException {
    try {
      return JSON.treeToValue(checkpoint.config(), DetectorConfig.class);
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(
          checkpoint.directory(),
          "has no valid detector configuration: "
              + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  Map<String, float[]> values() throws IOException {
    Map<String, float[]> values = new TreeMap<>();
    for (String name : weights.names()) {
      values.put(name, weights.floats(name));
    }
    return values;
  }
}
