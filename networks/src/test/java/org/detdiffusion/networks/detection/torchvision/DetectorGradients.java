package org.detdiffusion.networks.detection.torchvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;

/** Losses of a batch and the gradient of their sum by every trained parameter. */
record DetectorGradients(DetectorGolden golden) {

  private static final double TOLERANCE = 1e-4;

  void check(Function<Trace, Tensor> losses, ImageBatch batch, LossInputs targets)
      throws IOException {
    Parameters parameters = Backbone.parameters();
    Trace.Method method = Trace.method("losses", parameters, losses);
    try (Script script = new Script(List.of(method.source(), gradient(method)));
        Weights weights = Weights.copied(parameters, golden.weights);
        NDManager manager = Torch.manager()) {
      weights.requireGradients();
      NDList inputs = new NDList(batch.toArray(manager));
      inputs.addAll(targets.toArrays(manager));
      weights.addTo(inputs, "p");
      checkLosses(script.call("losses", inputs, false).toFloatArray());
      checkGradients(parameters, script.callAll("gradient", inputs, true));
    }
  }

  private static String gradient(Trace.Method losses) {
    StringBuilder inputs = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (String input : losses.inputs()) {
      inputs.append(input);
      names.append(input, 2, input.indexOf(':')).append(", ");
    }
    return """
          def gradient(self: __torch__.Ops%s, p0: List[Tensor], p1: List[Tensor]) -> List[Tensor]:
            losses = (self).losses(%sp0, p1)
            og = torch.grad([losses[0]], p0)
            g = annotate(List[Tensor], [])
            for i in range(torch.len(og)):
              _0 = torch.append(g, unchecked_cast(Tensor, og[i]))
            return g
        """
        .formatted(inputs, names);
  }

  private void checkLosses(float[] losses) {
    JsonNode expected = golden.json.get("losses");
    List<String> names = golden.settings.network().lossNames();
    double total = 0;
    double worst = NOTHING;
    for (int i = 0; i < names.size(); i++) {
      double loss = expected.get(names.get(i)).asDouble();
      worst = Math.max(worst, Math.abs(losses[i + 1] - loss) / Math.max(1, loss));
      total += loss;
    }
    assertThat(names).hasSize(expected.size());
    Golden.assertWithin("losses", Math.max(worst, Math.abs(losses[0] - total) / total), 1e-5);
  }

  private void checkGradients(Parameters parameters, NDList gradients) throws IOException {
    JsonNode norms = golden.json.get("grad_l2_norms");
    assertThat(parameters.group(0)).hasSize(norms.size());
    double largest = 0;
    for (JsonNode norm : norms) {
      largest = Math.max(largest, norm.asDouble());
    }
    double worstNorm = NOTHING;
    double worst = NOTHING;
    for (Parameter parameter : parameters.group(0)) {
      NDArray gradient = gradients.get(parameter.index());
      double norm = norms.get(parameter.name()).asDouble();
      double error = Math.abs(norm(gradient.toFloatArray()) - norm);
      worstNorm = Math.max(worstNorm, error / Math.max(norm, 1e-3 * largest));
      if (golden.expected.contains("grad." + parameter.name())) {
        float[] values = golden.expected.floats("grad." + parameter.name());
        worst = Math.max(worst, Golden.relative(gradient.toFloatArray(), values));
      }
    }
    Golden.assertWithin("norms of gradients", worstNorm, TOLERANCE);
    Golden.assertWithin("gradients", worst, TOLERANCE);
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
