package org.detdiffusion.networks.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;

/** Text encoder and U-Net against transformers and diffusers on a small model of SD 1.5's shape. */
class TextToImageGoldenTest {

  private static final Path GOLDEN = Path.of(System.getProperty("golden.dir"));
  private static final double TOLERANCE = 1e-5;

  @Test
  void theTextEncoderGivesTransformersHiddenStates() throws IOException {
    JsonNode json = config("text_encoder");
    SafeTensors cases = SafeTensors.open(GOLDEN.resolve("sd/text_encoder.safetensors"));
    SafeTensors weights =
        SafeTensors.open(GOLDEN.resolve("tiny-sd/text_encoder/model.safetensors"));
    ClipTextEncoder encoder =
        new ClipTextEncoder(
            new ClipTextEncoder.Config(
                json.get("vocab_size").asInt(),
                json.get("max_position_embeddings").asInt(),
                json.get("hidden_size").asInt(),
                json.get("num_hidden_layers").asInt(),
                json.get("num_attention_heads").asInt(),
                json.get("intermediate_size").asInt()));
    double worst = 0;
    for (int i = 0; cases.contains("case" + i + ".input_ids"); i++) {
      long[] shape = cases.shape("case" + i + ".input_ids");
      Parameters parameters = Parameters.decayedAndPlain();
      Method method =
          Trace.method(
              "run",
              parameters,
              trace ->
                  encoder.forward(
                      trace.root(), trace.input("ids", shape), Initializer.constant(0)));
      long[] ids = cases.longs("case" + i + ".input_ids");
      float[] states =
          run(method, parameters, weights, m -> new NDList(m.create(ids, new Shape(shape))));
      worst = Math.max(worst, error(states, cases.floats("case" + i + ".last_hidden_state")));
    }
    System.out.printf("text encoder: worst error %.2e%n", worst);
    assertThat(worst).isPositive().isLessThan(TOLERANCE);
  }

  @Test
  void theUNetPredictsWhatDiffusersPredicts() throws IOException {
    JsonNode json = config("unet");
    SafeTensors cases = SafeTensors.open(GOLDEN.resolve("sd/unet.safetensors"));
    SafeTensors weights =
        SafeTensors.open(GOLDEN.resolve("tiny-sd/unet/diffusion_pytorch_model.safetensors"));
    UNet unet = new UNet(unetConfig(json));
    double worst = 0;
    for (int i = 0; cases.contains("case" + i + ".sample"); i++) {
      String name = "case" + i + ".";
      long[] shape = cases.shape(name + "sample");
      long[] contextShape = cases.shape(name + "encoder_hidden_states");
      Parameters parameters = Parameters.decayedAndPlain();
      Method method =
          Trace.method(
              "run",
              parameters,
              trace ->
                  unet.forward(
                          trace.root(),
                          trace.input("sample", shape),
                          trace.input("timesteps", shape[0]),
                          trace.input("context", contextShape))
                      .prediction());
      float[] timesteps = timesteps(cases.longs(name + "timesteps"), (int) shape[0]);
      float[] sample = cases.floats(name + "sample");
      float[] context = cases.floats(name + "encoder_hidden_states");
      float[] prediction =
          run(
              method,
              parameters,
              weights,
              m ->
                  new NDList(
                      m.create(sample, new Shape(shape)),
                      m.create(timesteps),
                      m.create(context, new Shape(contextShape))));
      worst = Math.max(worst, error(prediction, cases.floats(name + "noise_pred")));
    }
    System.out.printf("U-Net: worst error %.2e%n", worst);
    assertThat(worst).isPositive().isLessThan(TOLERANCE);
  }

  private static UNet.Config unetConfig(JsonNode json) {
    List<Integer> channels = ints(json.get("block_out_channels"));
    List<Boolean> attention =
        StreamSupport.stream(json.get("down_block_types").spliterator(), false)
            .map(type -> type.asText().startsWith("CrossAttn"))
            .toList();
    return new UNet.Config(
        json.get("in_channels").asInt(),
        json.get("out_channels").asInt(),
        channels,
        attention,
        json.get("layers_per_block").asInt(),
        json.get("attention_head_dim").asInt(),
        json.get("norm_num_groups").asInt(),
        false);
  }

  private static List<Integer> ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asInt).toList();
  }

  private static float[] timesteps(long[] values, int n) {
    float[] timesteps = new float[n];
    for (int i = 0; i < n; i++) {
      timesteps[i] = values[values.length == 1 ? 0 : i];
    }
    return timesteps;
  }

  private static JsonNode config(String part) throws IOException {
    return new ObjectMapper()
        .readTree(GOLDEN.resolve("tiny-sd").resolve(part).resolve("config.json").toFile());
  }

  private interface Inputs {
    NDList in(NDManager manager);
  }

  private static float[] run(Method method, Parameters parameters, SafeTensors file, Inputs inputs)
      throws IOException {
    Map<String, float[]> values = new HashMap<>();
    for (Parameter parameter : parameters.all()) {
      assertThat(file.shape(parameter.name())).isEqualTo(parameter.shape());
      values.put(parameter.name(), file.floats(parameter.name()));
    }
    try (Script script = new Script(List.of(method.source()));
        Weights weights = Weights.of(parameters, values);
        NDManager manager = Torch.manager()) {
      NDList arguments = inputs.in(manager);
      weights.addTo(arguments, "p");
      NDArray result = script.call(method.name(), arguments, false);
      return result.toFloatArray();
    }
  }

  private static double error(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs((double) actual[i] - expected[i]));
    }
    return worst;
  }
}
