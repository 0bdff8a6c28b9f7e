package org.detdiffusion.networks.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.worst;
import static org.detdiffusion.networks.golden.NetworkRun.array;

import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.detdiffusion.networks.diffusion.AutoencoderKl;
import org.detdiffusion.networks.diffusion.ClipTextEncoder;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.golden.NetworkRun;
import org.detdiffusion.networks.nn.Functions;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;

/** The networks of a diffusers directory against transformers and diffusers, on a small model. */
class TextToImageGoldenTest {

  private static final double TOLERANCE = 1e-5;

  /** Of what is passed on inside, which is up to ten times as large as the results. */
  private static final double TOLERANCE_WITHIN = 3e-5;

  private final DiffusersDirectory model =
      DiffusersDirectory.open(Golden.DIRECTORY.resolve("tiny-sd"));

  TextToImageGoldenTest() throws IOException {}

  @Test
  void theTextEncoderGivesTransformersStatesAfterEachLayer() throws IOException {
    SafeTensors cases = Golden.tensors("sd/text_encoder.safetensors");
    ClipTextEncoder encoder = new ClipTextEncoder(model.textConfig());
    double worstWithin = NOTHING;
    double worst = NOTHING;
    for (int i = 0; cases.contains("case" + i + ".input_ids"); i++) {
      String name = "case" + i + ".";
      long[] shape = cases.shape(name + "input_ids");
      NetworkRun run =
          new NetworkRun(
              trace -> {
                Tensor ids = trace.input("ids", shape);
                var out = encoder.states(trace.root(), ids, Initializer.constant(0));
                Map<String, Tensor> results = new LinkedHashMap<>();
                out.states().forEach(s -> results.put("hidden_state_" + results.size(), s));
                results.put("last_hidden_state", out.last());
                results.put("pooler_output", out.pooled(ids));
                return results;
              });
      model.textEncoder().check(run.parameters());
      long[] ids = cases.longs(name + "input_ids");
      var results = run.on(model.textEncoder(), m -> new NDList(array(m, ids, shape)));
      Predicate<String> inside = result -> result.startsWith("hidden_state");
      worst = Math.max(worst, compare(cases, name, results, inside.negate()));
      worstWithin = Math.max(worstWithin, compare(cases, name, results, inside));
    }
    assertWithin("text encoder, after each layer", worstWithin, TOLERANCE_WITHIN);
    assertWithin("text encoder", worst, TOLERANCE);
  }

  @Test
  void theUNetPredictsWhatDiffusersPredictsAndPassesTheSameOnTheWay() throws IOException {
    SafeTensors cases = Golden.tensors("sd/unet.safetensors");
    double worstWithin = NOTHING;
    double worst = NOTHING;
    for (int i = 0; cases.contains("case" + i + ".sample"); i++) {
      String name = "case" + i + ".";
      NetworkRun run = unet(cases.shape(name + "sample"), contextShape(cases, name));
      model.unet().check(run.parameters());
      long[] timesteps = cases.longs(name + "timesteps");
      Map<String, float[]> results = predict(run, cases, name, timesteps);
      Predicate<String> inside = result -> result.startsWith("tap.");
      worst = Math.max(worst, compare(cases, name, results, inside.negate()));
      worstWithin = Math.max(worstWithin, compare(cases, name, results, inside));
      for (String other : cases.names()) {
        if (other.startsWith(name + "noise_pred_t")) {
          long t = Long.parseLong(other.substring((name + "noise_pred_t").length()));
          float[] prediction = predict(run, cases, name, t).get("noise_pred");
          worst = Math.max(worst, worst(prediction, cases.floats(other)));
        }
      }
    }
    assertWithin("U-Net, on the way", worstWithin, TOLERANCE_WITHIN);
    assertWithin("U-Net", worst, TOLERANCE);
  }

  private NetworkRun unet(long[] shape, long[] contextShape) throws IOException {
    UNet unet = new UNet(model.unetConfig());
    return new NetworkRun(
        trace -> {
          UNet.Output out =
              unet.forward(
                  trace.root(),
                  trace.input("sample", shape),
                  trace.input("timesteps", shape[0]),
                  trace.input("context", contextShape));
          Map<String, Tensor> results = new LinkedHashMap<>();
          out.blocks().forEach((block, tensor) -> results.put("tap." + block, tensor));
          results.put("noise_pred", out.prediction());
          return results;
        });
  }

  private Map<String, float[]> predict(
      NetworkRun run, SafeTensors cases, String name, long... timesteps) throws IOException {
    long[] shape = cases.shape(name + "sample");
    float[] sample = cases.floats(name + "sample");
    float[] context = cases.floats(name + "encoder_hidden_states");
    float[] times = new float[(int) shape[0]];
    for (int i = 0; i < times.length; i++) {
      times[i] = timesteps[timesteps.length == 1 ? 0 : i];
    }
    return run.on(
        model.unet(),
        m ->
            new NDList(
                array(m, sample, shape),
                m.create(times),
                array(m, context, contextShape(cases, name))));
  }

  private static long[] contextShape(SafeTensors cases, String name) {
    try {
      return cases.shape(name + "encoder_hidden_states");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void timestepsAreEmbeddedAsDiffusersEmbedsThemInSinglePrecision() throws IOException {
    SafeTensors cases = Golden.tensors("sd/unet.safetensors");
    long[] timesteps = cases.longs("time_proj.timesteps");
    int width = (int) cases.shape("time_proj.embedding_f32")[1];
    NetworkRun run =
        new NetworkRun(
            new Parameters(0, (name, shape) -> 0),
            trace -> {
              Tensor times = trace.input("timesteps", timesteps.length);
              return Map.of("waves", Functions.timestepEmbedding(times, width));
            });
    float[] times = new float[timesteps.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = timesteps[i];
    }
    float[] waves =
        run.on((parameter, target) -> {}, m -> new NDList(m.create(times))).get("waves");
    double worst = worst(waves, cases.floats("time_proj.embedding_f32"));
    System.out.printf("timestep embedding: worst error %.2e%n", worst);
    // One unit in the last place of a frequency is 6e-5 at t = 1000; diffusers' own exp differs.
    assertThat(worst).isLessThan(1e-4);
  }

  @Test
  void theAutoencoderEncodesAndDecodesAsDiffusersDoes() throws IOException {
    SafeTensors cases = Golden.tensors("sd/vae.safetensors");
    AutoencoderKl network = new AutoencoderKl(model.autoencoderConfig());
    double worst = NOTHING;
    for (int i = 0; cases.contains("case" + i + ".image"); i++) {
      String name = "case" + i + ".";
      long[] imageShape = cases.shape(name + "image");
      long[] latentShape = cases.shape(name + "latent");
      NetworkRun run =
          new NetworkRun(
              trace -> {
                Tensor image = trace.input("image", imageShape);
                Tensor noise = trace.input("noise", latentShape);
                var moments = network.encode(trace.root(), image);
                Map<String, Tensor> results = new LinkedHashMap<>();
                results.put("mean", moments.mean());
                results.put("logvar", moments.logVariance());
                Tensor sample = moments.sample(noise).times(network.config().scaling());
                results.put("sample_times_" + network.config().scaling(), sample);
                Tensor latent = trace.input("latent", latentShape);
                results.put("decoded", network.decode(trace.root(), latent));
                return results;
              });
      model.autoencoder().check(run.parameters());
      float[] image = cases.floats(name + "image");
      float[] noise = cases.floats(name + "sample_noise");
      float[] latent = cases.floats(name + "latent");
      var results =
          run.on(
              model.autoencoder(),
              m ->
                  new NDList(
                      array(m, image, imageShape),
                      array(m, noise, latentShape),
                      array(m, latent, latentShape)));
      worst = Math.max(worst, compare(cases, name, results, result -> true));
    }
    assertWithin("autoencoder", worst, 3e-5);
  }

  /** The worst error of all results whose names satisfy a condition. */
  private static double compare(
      SafeTensors cases, String name, Map<String, float[]> results, Predicate<String> which)
      throws IOException {
    double worst = NOTHING;
    for (Map.Entry<String, float[]> result : results.entrySet()) {
      if (which.test(result.getKey())) {
        float[] expected = cases.floats(name + result.getKey());
        worst = Math.max(worst, worst(result.getValue(), expected));
      }
    }
    return worst;
  }
}
