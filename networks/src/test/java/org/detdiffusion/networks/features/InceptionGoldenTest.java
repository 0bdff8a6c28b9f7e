package org.detdiffusion.networks.features;

import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.worst;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.golden.FormulaWeights;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The features of the Fréchet distance against pytorch-fid. */
@Tag("slow")
class InceptionGoldenTest {

  private static final double TOLERANCE = 2e-5;

  @Test
  void everyBlockGivesTheSameMeans() throws IOException {
    JsonNode full = Golden.json("full-size/full.json");
    JsonNode model = full.get("models").get("inception_fid");
    SafeTensors expected = Golden.tensors("full-size/inception_fid.safetensors");
    long seed = full.get("seed").asLong();
    float[] image = FormulaWeights.input(seed, "input.image", 0.5, 0.5, shape(model));
    List<float[]> means = means(new FormulaWeights(seed, model.get("rules")), image, shape(model));
    List<String> names =
        List.of(
            "block0_mean_per_channel",
            "block1_mean_per_channel",
            "block2_mean_per_channel",
            "pool_2048");
    for (int i = 0; i < means.size(); i++) {
      assertWithin(
          "inception " + names.get(i),
          worst(means.get(i), expected.floats(names.get(i))),
          TOLERANCE);
    }
  }

  private static List<float[]> means(FormulaWeights formula, float[] image, long[] shape)
      throws IOException {
    Parameters parameters = new Parameters(1, (name, size) -> 0);
    Trace.Method method =
        Trace.listMethod(
            "run",
            parameters,
            trace ->
                Inception.forward(trace.root(), trace.input("images", shape)).stream()
                    .map(block -> block.meanLast(2))
                    .toList());
    try (Script script = new Script(List.of(method.source()));
        Weights weights = Weights.copied(parameters, formula);
        NDManager manager = Torch.manager()) {
      NDList inputs = new NDList(manager.create(image, new Shape(shape)));
      weights.addTo(inputs, "p");
      List<float[]> means = new ArrayList<>();
      script.callAll("run", inputs, false).forEach(array -> means.add(array.toFloatArray()));
      return means;
    }
  }

  private static long[] shape(JsonNode model) {
    long[] shape = new long[4];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = model.get("image_shape").get(i).asLong();
    }
    return shape;
  }
}
