package org.detdiffusion.networks.diffusion;

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

/** A generator on disk: text encoder and U-Net in one file, the frozen autoencoder in another. */
record GeneratorCheckpoint(
    GeneratorConfig config,
    Map<String, float[]> generator,
    Map<String, float[]> autoencoder,
    String sha256) {

  private static final String ROLE = "generator";
  private static final String GENERATOR = "generator.safetensors";
  private static final String AUTOENCODER = "autoencoder.safetensors";
  private static final JsonMapper JSON = new JsonMapper();

  static Checkpoint write(
      Path modelsRoot,
      GeneratorConfig config,
      Parameters parameters,
      Map<String, float[]> generator,
      Map<String, float[]> autoencoder,
      int step)
      throws IOException {
    Map<String, Map<String, TensorData>> files =
        Map.of(
            GENERATOR, tensors(generator, parameters),
            AUTOENCODER, tensors(autoencoder, LatentCodec.parameters(config)));
    return Checkpoint.write(
        modelsRoot, new CheckpointContents(ROLE, JSON.valueToTree(config), step, Map.of(), files));
  }

  private static Map<String, TensorData> tensors(
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

  static GeneratorCheckpoint read(Path directory) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(directory);
    String role = checkpoint.manifest().role();
    if (!role.equals(ROLE)) {
      throw new InvalidWeightsException(
          directory, "has weights for a " + role + ", not for a " + ROLE);
    }
    return new GeneratorCheckpoint(
        config(checkpoint),
        values(checkpoint.open(GENERATOR)),
        values(checkpoint.open(AUTOENCODER)),
        checkpoint.sha256());
  }

  private static GeneratorConfig config(Checkpoint checkpoint) throws InvalidWeightsException {
    try {
      return JSON.treeToValue(checkpoint.config(), GeneratorConfig.class);
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(
          checkpoint.directory(),
          "has no valid generator configuration: "
              + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private static Map<String, float[]> values(SafeTensors file) throws IOException {
    Map<String, float[]> values = new TreeMap<>();
    for (String name : file.names()) {
      values.put(name, file.floats(name));
    }
    return values;
  }
}
