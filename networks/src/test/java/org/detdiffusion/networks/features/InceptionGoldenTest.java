package org.detdiffusion.networks.features;

import static org.detdiffusion.networks.Golden.check;
import static org.detdiffusion.networks.Golden.worst;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.FormulaValues;
import org.detdiffusion.networks.Golden;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
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
    FormulaValues formula = new FormulaValues(full.get("seed").asLong(), model.get("rules"));
    List<float[]> means = means(formula, shape(model));
    List<String> names =
        List.of(
            "block0_mean_per_channel",
            "block1_mean_per_channel",
            "block2_mean_per_channel",
            "pool_2048");
    for (int i = 0; i < means.size(); i++) {
      check(
          "inception " + names.get(i),
          worst(means.get(i), expected.floats(names.get(i))),
          TOLERANCE);
    }
  }

  private static List<float[]> means(FormulaValues formula, long[] shape) {
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
        Weights weights = formula.fill(parameters);
        NDManager manager = Torch.manager()) {
      int size = (int) Tensor.elements(shape);
      float[] image = formula.values("input.image", size, 0.5, 0.5);
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
