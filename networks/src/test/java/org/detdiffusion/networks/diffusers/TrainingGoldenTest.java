package org.detdiffusion.networks.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.worst;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.networks.diffusion.TextEncoderGroups;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.golden.GoldenSchedules;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.training.AdamW;
import org.detdiffusion.networks.training.AverageDecay;
import org.detdiffusion.networks.training.Optimisation;
import org.detdiffusion.networks.training.Optimiser;
import org.detdiffusion.networks.training.ParameterGroup;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training steps as GeoDiffusion's script takes them, against that script's parts in PyTorch. */
class TrainingGoldenTest {

  private final SafeTensors golden = Golden.tensors("sd/train.safetensors");
  private final JsonNode json = Golden.json("sd/train.json");
  private final JsonNode hyper = json.get("hyper_parameters");
  private final DiffusersDirectory model =
      DiffusersDirectory.open(Golden.DIRECTORY.resolve("tiny-sd"));
  private final TextEncoderGroups groups =
      new TextEncoderGroups(
          model.textConfig().layers(),
          hyper.get("lr_text_ratio").asDouble(),
          hyper.get("lr_text_layer_decay").asDouble());

  TrainingGoldenTest() throws IOException {}

  @Test
  void theStepsOfGeoDiffusionLeadToTheSameWeights() throws IOException {
    check("", optimisation(), 1);
  }

  @Test
  void activationsThatAreComputedTwiceChangeNothing() throws IOException {
    check(", recomputed", optimisation().inParts(1, true), 1);
  }

  @Test
  void momentsInAFileAreAsGoodAsInMemory(@TempDir Path directory) throws IOException {
    check(", moments in a file", optimisation().withMomentsIn(Optional.of(directory)), 1);
  }

  @Test
  void imagesOneAfterTheOtherAreAsGoodAsTogether() throws IOException {
    int batch = (int) inputs(0).latents()[0];
    assertThat(batch).isGreaterThan(1);
    check(", image by image", optimisation().inParts(batch, true), batch);
  }

  private void check(String how, Optimisation optimisation, int parts) throws IOException {
    Parameters parameters = groups.parameters();
    TextToImageLoss network = new TextToImageLoss(model);
    TrainingInputs first = inputs(0);
    long[] shape = first.latents();
    shape[0] /= parts;
    Method losses = network.losses(parameters, Flavour.SINGLE, shape, first.length());
    try (Optimiser optimiser =
            new Optimiser(losses, parameters, groups.groups(), optimisation, network);
        Weights before = Weights.inPlace(parameters, network)) {
      double worst = train(optimiser);
      assertWithin("training losses and gradient norms" + how + ", of each", worst, 2e-5);
      Map<String, float[]> weights = optimiser.weights().toMap();
      Map<String, float[]> average = optimiser.averageWeights();
      double tensors = Math.max(error("final.", weights), error("ema.", average));
      assertWithin("trained weights" + how, tensors, 1e-5);
      checkNorms(before.toMap(), weights, average);
    }
  }

  private double train(Optimiser optimiser) {
    double worst = NOTHING;
    JsonNode steps = json.get("steps");
    for (int i = 0; i < steps.size(); i++) {
      float[] values = optimiser.step(i, hyper.get("total").asInt(), inputs(i)::in);
      double loss = steps.get(i).get("loss").asDouble();
      double norm = steps.get(i).get("grad_norm_before_clip").asDouble();
      worst = Math.max(worst, Math.abs(values[0] / loss - 1));
      worst = Math.max(worst, Math.abs(values[values.length - 1] / norm - 1));
    }
    return worst;
  }

  private double error(String prefix, Map<String, float[]> values) throws IOException {
    double worst = NOTHING;
    for (String name : golden.names()) {
      if (name.startsWith(prefix) && !name.endsWith("k_proj.bias")) {
        float[] actual = values.get(name.substring(prefix.length()));
        worst = Math.max(worst, worst(actual, golden.floats(name)));
      }
    }
    return worst;
  }

  /** Of every parameter: how long it is and how far it has moved. */
  private void checkNorms(
      Map<String, float[]> before, Map<String, float[]> after, Map<String, float[]> average) {
    double worst = NOTHING;
    double worstUpdate = NOTHING;
    for (Map.Entry<String, float[]> named : after.entrySet()) {
      String name = named.getKey();
      if (!name.endsWith("k_proj.bias")) {
        double expected = json.get("final_l2_norm").get(name).asDouble();
        worst = Math.max(worst, Math.abs(norm(named.getValue(), null) / expected - 1));
        double moved = json.get("update_l2_norm").get(name).asDouble();
        double update = norm(named.getValue(), before.get(name));
        worstUpdate = Math.max(worstUpdate, Math.abs(update - moved));
        if (json.get("ema_l2_norm").has(name)) {
          double smooth = json.get("ema_l2_norm").get(name).asDouble();
          worst = Math.max(worst, Math.abs(norm(average.get(name), null) / smooth - 1));
        }
      }
    }
    assertWithin("norms of trained weights, of each", worst, 1e-5);
    assertWithin("norms of their updates", worstUpdate, 1e-5);
  }

  private static double norm(float[] values, float[] from) {
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double value = values[i] - (from == null ? 0.0 : from[i]);
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  @Test
  void everyGroupHasTheLearningRateOfTheScript() {
    Optimisation optimisation = optimisation();
    JsonNode steps = json.get("steps");
    List<ParameterGroup> all = groups.groups();
    double worst = NOTHING;
    for (int i = 0; i < steps.size(); i++) {
      double rate =
          optimisation.learningRate()
              * optimisation.schedule().factor(i, hyper.get("total").asInt());
      for (Map.Entry<String, JsonNode> named : steps.get(i).get("lr_per_group").properties()) {
        ParameterGroup group =
            all.stream().filter(g -> g.name().equals(named.getKey())).findFirst().orElseThrow();
        worst = Math.max(worst, Math.abs(rate * group.rate() - named.getValue().asDouble()));
      }
      assertThat(optimisation.average().at(i))
          .isEqualTo(steps.get(i).get("ema_decay_used").asDouble());
    }
    assertWithin("learning rates by group", worst, 1e-18);
  }

  private Optimisation optimisation() {
    double peak = hyper.get("learning_rate").asDouble();
    String schedule = hyper.get("lr_scheduler").asText();
    return new Optimisation(
        peak,
        GoldenSchedules.of(schedule, hyper.get("warmup").asInt(), peak, hyper),
        new AdamW(
            hyper.get("betas").get(0).asDouble(),
            hyper.get("betas").get(1).asDouble(),
            hyper.get("eps").asDouble(),
            hyper.get("weight_decay").asDouble()),
        hyper.get("max_grad_norm").asDouble(),
        AverageDecay.diffusers(hyper.get("ema_decay").asDouble()));
  }

  private TrainingInputs inputs(int step) {
    try {
      return new TrainingInputs(
          golden, "step" + step + ".", Schedulers.schedule(model.scheduler()), true);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
