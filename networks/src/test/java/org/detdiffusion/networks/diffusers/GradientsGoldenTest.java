package org.detdiffusion.networks.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.relative;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;

/** Gradients of the training loss, through U-Net and text encoder, against PyTorch's. */
class GradientsGoldenTest {

  private final SafeTensors golden = Golden.tensors("sd/grads.safetensors");
  private final JsonNode json = Golden.json("sd/grads.json");
  private final DiffusersDirectory model =
      DiffusersDirectory.open(Golden.DIRECTORY.resolve("tiny-sd"));

  GradientsGoldenTest() throws IOException {}

  @Test
  void everyParametersGradientIsPyTorchs() throws IOException {
    double worstTensor = NOTHING;
    double worstNorm = NOTHING;
    for (Map.Entry<String, JsonNode> loss : json.properties()) {
      JsonNode expected = loss.getValue();
      if (!expected.has("grad_l2_norms")) {
        continue;
      }
      Map<String, float[]> gradients = gradients(loss.getKey().equals("masked"), Flavour.SINGLE);
      double value = expected.get("loss").asDouble();
      worstNorm = Math.max(worstNorm, Math.abs(gradients.remove("loss")[0] / value - 1));
      worstNorm = Math.max(worstNorm, errorOfNorms(gradients, expected));
      String prefix = loss.getKey() + ".grad.";
      for (String name : golden.names()) {
        if (name.startsWith(prefix) && !name.endsWith("k_proj.bias")) {
          float[] gradient = gradients.get(name.substring(prefix.length()));
          worstTensor = Math.max(worstTensor, relative(gradient, golden.floats(name)));
        }
      }
    }
    assertWithin("gradients, of each tensor's largest", worstTensor, 1e-4);
    assertWithin("losses and gradient norms, of each", worstNorm, 1e-4);
  }

  /** Those of the norms too, which bfloat16 of its own would make much too small. */
  @Test
  void gradientsInBfloat16AreNearlyTheSame() throws IOException {
    JsonNode expected = json.get("mse");
    Map<String, float[]> gradients = gradients(false, Flavour.BFLOAT16);
    double loss = gradients.remove("loss")[0] / expected.get("loss").asDouble() - 1;
    assertWithin("loss in bfloat16", Math.abs(loss), 1e-2);
    assertWithin("gradient norms in bfloat16, of each", errorOfNorms(gradients, expected), 0.25);
    double norms = 1;
    int count = 0;
    for (Map.Entry<String, float[]> named : gradients.entrySet()) {
      if (named.getKey().contains("norm") && named.getKey().endsWith(".weight")) {
        double norm = expected.get("grad_l2_norms").get(named.getKey()).asDouble();
        norms *= norm(named.getValue()) / norm;
        count++;
      }
    }
    assertThat(count).isPositive();
    double mean = Math.pow(norms, 1.0 / count) - 1;
    assertWithin("gradients of norms in bfloat16, on average", Math.abs(mean), 0.05);
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  /** The gradient of k_proj.bias is zero but for rounding: soft-max does not see it. */
  private static double errorOfNorms(Map<String, float[]> gradients, JsonNode expected) {
    double worst = NOTHING;
    double total = 0;
    assertThat(gradients.keySet())
        .containsExactlyInAnyOrderElementsOf(fieldNames(expected.get("grad_l2_norms")));
    for (Map.Entry<String, float[]> named : gradients.entrySet()) {
      double actual = norm(named.getValue());
      total += actual * actual;
      if (!named.getKey().endsWith("k_proj.bias")) {
        double norm = expected.get("grad_l2_norms").get(named.getKey()).asDouble();
        worst = Math.max(worst, Math.abs(actual / norm - 1));
      }
    }
    double norm = expected.get("total_grad_norm").asDouble();
    return Math.max(worst, Math.abs(Math.sqrt(total) / norm - 1));
  }

  private static List<String> fieldNames(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private Map<String, float[]> gradients(boolean masked, Flavour flavour) throws IOException {
    TrainingInputs inputs =
        new TrainingInputs(golden, "", Schedulers.schedule(model.scheduler()), masked);
    TextToImageLoss network = new TextToImageLoss(model);
    Parameters parameters = Parameters.decayedAndPlain();
    Method losses = network.losses(parameters, flavour, inputs.latents(), inputs.length());
    try (Script script = new Script(List.of(losses.source(), all(losses)));
        Weights weights = Weights.copied(parameters, network).requireGradients();
        NDManager manager = Torch.manager()) {
      NDList arguments = inputs.in(manager);
      weights.addTo(arguments, "p");
      return split(parameters, script.call("gradients", arguments, true).toFloatArray());
    }
  }

  /** The loss and then all gradients in one row. */
  private static String all(Method losses) {
    String inputs = String.join("", losses.inputs());
    String names = inputs.replace(": Tensor", "").substring(2);
    return """
      def gradients(self: __torch__.Ops%s, p0: List[Tensor], p1: List[Tensor]) -> Tensor:
        l = (self).losses(%s, p0, p1)
        og = torch.grad([l[0]], p0 + p1)
        g = [torch.reshape(torch.detach(l[0]), [1])]
        for i in range(torch.len(og)):
          _0 = torch.append(g, torch.flatten(unchecked_cast(Tensor, og[i])))
        return torch.cat(g)
    """
        .formatted(inputs, names);
  }

  private static Map<String, float[]> split(Parameters parameters, float[] row) {
    Map<String, float[]> gradients = new HashMap<>();
    gradients.put("loss", Arrays.copyOf(row, 1));
    int at = 1;
    for (int group = 0; group < parameters.groups(); group++) {
      for (Parameter parameter : parameters.group(group)) {
        gradients.put(parameter.name(), Arrays.copyOfRange(row, at, at + parameter.size()));
        at += parameter.size();
      }
    }
    return gradients;
  }
}
