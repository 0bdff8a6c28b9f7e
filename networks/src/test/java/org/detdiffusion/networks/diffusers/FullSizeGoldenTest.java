package org.detdiffusion.networks.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.worst;
import static org.detdiffusion.networks.golden.NetworkRun.array;

import ai.djl.ndarray.NDList;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.detdiffusion.networks.bench.PeakMemory;
import org.detdiffusion.networks.diffusion.AutoencoderKl;
import org.detdiffusion.networks.diffusion.ClipTextEncoder;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.golden.FormulaWeights;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.golden.NetworkRun;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Stable Diffusion 1.5's networks at their size, with weights by formula. */
@Tag("slow")
class FullSizeGoldenTest {

  private final JsonNode full = Golden.json("full-size/full.json");
  private final long seed = full.get("seed").asLong();

  FullSizeGoldenTest() throws IOException {}

  @Test
  void theFormulaGivesTheRecordedValues() {
    JsonNode recorded = full.path("selftest").path("values");
    float[] values = FormulaWeights.input(seed, "abc", 0, 1, recorded.size());
    float[] expected = new float[recorded.size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (float) recorded.get(i).asDouble();
    }
    assertThat(values).containsExactly(expected);
  }

  @Test
  void theTextEncoderGivesTransformersStates() throws IOException {
    SafeTensors golden = Golden.tensors("full-size/text_encoder.safetensors");
    ClipTextEncoder encoder = new ClipTextEncoder(Configurations.text(config("text_encoder")));
    long[] shape = golden.shape("input_ids");
    NetworkRun run =
        new NetworkRun(
            trace ->
                Map.of(
                    "last",
                    encoder.forward(
                        trace.root(), trace.input("ids", shape), Initializer.constant(0))));
    checkSize(run, "text_encoder");
    long[] ids = golden.longs("input_ids");
    float[] states =
        run.on(weights("text_encoder"), m -> new NDList(array(m, ids, shape))).get("last");
    int width = encoder.config().width();
    float[] expected = golden.floats("last_hidden_state_rows");
    long[] rows = golden.longs("rows");
    double worst = NOTHING;
    for (int i = 0; i < rows.length; i++) {
      int row = (int) rows[i];
      worst =
          Math.max(
              worst,
              worst(
                  Arrays.copyOfRange(states, row * width, (row + 1) * width),
                  Arrays.copyOfRange(expected, i * width, (i + 1) * width)));
    }
    assertWithin("full-size text encoder", worst, 1e-5);
  }

  @Test
  void theAutoencoderEncodesAndDecodesAsDiffusersDoes() throws IOException {
    SafeTensors golden = Golden.tensors("full-size/vae.safetensors");
    AutoencoderKl network = new AutoencoderKl(Configurations.autoencoder(config("vae")));
    long[] imageShape = shape(full.path("models").path("vae").path("image_shape"));
    long[] latentShape = golden.shape("mean");
    NetworkRun run =
        new NetworkRun(
            trace -> {
              Map<String, Tensor> results = new LinkedHashMap<>();
              var moments = network.encode(trace.root(), trace.input("image", imageShape));
              results.put("mean", moments.mean());
              results.put("logvar", moments.logVariance());
              Tensor latent = trace.input("latent", latentShape);
              results.put("decoded", network.decode(trace.root(), latent));
              return results;
            });
    checkSize(run, "vae");
    float[] image = FormulaWeights.input(seed, "input.image", 0, 1, imageShape);
    float[] latent = FormulaWeights.input(seed, "input.latent", 0, Math.sqrt(3), latentShape);
    var results =
        run.on(
            weights("vae"),
            m -> new NDList(array(m, image, imageShape), array(m, latent, latentShape)));
    double worst = NOTHING;
    for (var result : results.entrySet()) {
      worst = Math.max(worst, worst(result.getValue(), golden.floats(result.getKey())));
    }
    assertWithin("full-size autoencoder", worst, 3e-5);
  }

  /** Needs 5 GB: run by {@code -Dfull.size=true}. */
  @Test
  @EnabledIfSystemProperty(
      named = "full.size",
      matches = "true",
      disabledReason = "needs 5 GB of memory: -Dfull.size=true runs it")
  void theUNetOf860MillionParametersPredictsWhatDiffusersPredicts() throws IOException {
    SafeTensors golden = Golden.tensors("full-size/unet.safetensors");
    UNet unet = new UNet(Configurations.unet(config("unet")));
    JsonNode model = full.path("models").path("unet");
    long[] shape = shape(model.path("sample_shape"));
    long[] contextShape = shape(model.path("encoder_hidden_states_shape"));
    NetworkRun run =
        new NetworkRun(
            trace ->
                Map.of(
                    "noise_pred",
                    unet.forward(
                            trace.root(),
                            trace.input("sample", shape),
                            trace.input("timesteps", shape[0]),
                            trace.input("context", contextShape))
                        .prediction()));
    checkSize(run, "unet");
    float[] sample = FormulaWeights.input(seed, "input.sample", 0, Math.sqrt(3), shape);
    float[] context =
        FormulaWeights.input(seed, "input.encoder_hidden_states", 0, Math.sqrt(3), contextShape);
    double worst = NOTHING;
    try (Weights weights = Weights.inPlace(run.parameters(), weights("unet"))) {
      for (JsonNode timestep : model.path("timesteps")) {
        float[] times = new float[(int) shape[0]];
        Arrays.fill(times, timestep.asInt());
        float[] prediction =
            run.on(
                    weights,
                    m ->
                        new NDList(
                            array(m, sample, shape),
                            m.create(times),
                            array(m, context, contextShape)))
                .get("noise_pred");
        worst = Math.max(worst, worst(prediction, golden.floats("noise_pred_t" + timestep)));
      }
    }
    System.out.printf("peak memory %d MiB%n", PeakMemory.mebibytes());
    assertWithin("full-size U-Net", worst, 1e-5);
  }

  private void checkSize(NetworkRun run, String model) {
    long parameters = full.path("models").path(model).path("params").asLong();
    assertThat(run.parameters().count()).isEqualTo(parameters);
  }

  private ConfigFile config(String model) {
    JsonNode config = full.path("models").path(model).path("config");
    return new ConfigFile(Path.of(model), (ObjectNode) config);
  }

  private FormulaWeights weights(String model) {
    JsonNode rules = full.path("models").path(model).path("rules");
    return new FormulaWeights(seed, rules, Spelling.OLD::inFile);
  }

  private static long[] shape(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }
}
