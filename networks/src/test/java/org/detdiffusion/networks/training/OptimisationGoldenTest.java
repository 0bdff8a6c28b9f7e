package org.detdiffusion.networks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;
import static org.detdiffusion.networks.golden.Golden.assertWithin;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.networks.weights.TensorData;
import org.junit.jupiter.api.Test;

/** The optimiser and what decides its settings, against PyTorch, diffusers and GeoDiffusion. */
class OptimisationGoldenTest {

  private static final double NO_CLIP = 1e30;

  private final SafeTensors golden = Golden.tensors("optim/optim.safetensors");
  private final JsonNode json = Golden.json("optim/optim.json");

  OptimisationGoldenTest() throws IOException {}

  private List<String> adamParameters() {
    return golden.names().stream()
        .filter(name -> name.startsWith("adamw.") && name.endsWith(".init"))
        .map(name -> name.substring("adamw.".length(), name.length() - ".init".length()))
        .toList();
  }

  /** A loss whose gradient is what it is given: the products of parameters and inputs. */
  private static Method products(Parameters parameters, Map<String, long[]> shapes) {
    return Trace.method(
        "losses",
        parameters,
        trace -> {
          Tensor total = null;
          for (Map.Entry<String, long[]> named : shapes.entrySet()) {
            Tensor gradient = trace.input("g_" + named.getKey(), named.getValue());
            Tensor parameter =
                trace.root().parameter(named.getKey(), Initializer.constant(0), named.getValue());
            Tensor part = parameter.times(gradient).sum();
            total = total == null ? part : total.plus(part);
          }
          return Tensor.stack(List.of(total));
        });
  }

  private Map<String, long[]> shapes() throws IOException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (String name : adamParameters()) {
      shapes.put(name, golden.shape("adamw." + name + ".init"));
    }
    return shapes;
  }

  private Optimiser adam(Map<String, long[]> shapes, double clip) throws IOException {
    Parameters parameters = new Parameters(1, (name, shape) -> 0);
    Method losses = products(parameters, shapes);
    JsonNode settings = json.get("adamw");
    AdamW adamW =
        new AdamW(
            settings.get("betas").get(0).asDouble(),
            settings.get("betas").get(1).asDouble(),
            settings.get("eps").asDouble(),
            settings.get("weight_decay").asDouble());
    Optimisation optimisation =
        new Optimisation(
            settings.get("lr").asDouble(),
            LearningRate.constant(0),
            adamW,
            clip,
            AverageDecay.diffusers(0.9));
    Map<String, float[]> initial = new LinkedHashMap<>();
    for (String name : shapes.keySet()) {
      initial.put(name, golden.floats("adamw." + name + ".init"));
    }
    List<ParameterGroup> all = List.of(new ParameterGroup("all", 1, true));
    return new Optimiser(losses, parameters, all, optimisation, ParameterSource.of(initial));
  }

  private float[] step(Optimiser optimiser, Map<String, long[]> shapes, int step) {
    return optimiser.step(
        step,
        1000,
        manager -> {
          NDList inputs = new NDList();
          shapes.forEach(
              (name, shape) -> {
                float[] rows = floats("adamw." + name + ".grads");
                int size = (int) Tensor.elements(shape);
                float[] row = Arrays.copyOfRange(rows, step * size, (step + 1) * size);
                inputs.add(manager.create(row, new Shape(shape)));
              });
          return inputs;
        });
  }

  private float[] floats(String name) {
    try {
      return golden.floats(name);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void adamWMovesAsPyTorchs() throws IOException {
    Map<String, long[]> shapes = shapes();
    double worst = NOTHING;
    try (Optimiser optimiser = adam(shapes, NO_CLIP)) {
      String any = shapes.keySet().iterator().next();
      int steps = (int) golden.shape("adamw." + any + ".grads")[0];
      for (int i = 0; i < steps; i++) {
        step(optimiser, shapes, i);
        Map<String, float[]> weights = optimiser.weights().toMap();
        for (String name : shapes.keySet()) {
          double[] expected = golden.doubles("adamw." + name + ".after_steps");
          worst = Math.max(worst, rowError(weights.get(name), expected, i));
        }
      }
    }
    assertWithin("AdamW", worst, 1e-5);
  }

  private static double rowError(float[] actual, double[] rows, int row) {
    double worst = NOTHING;
    for (int k = 0; k < actual.length; k++) {
      worst = Math.max(worst, Math.abs(actual[k] - rows[row * actual.length + k]));
    }
    return worst;
  }

  /** After one step from nothing, the mean of gradients is 1 - beta1 of the clipped one. */
  @Test
  void gradientsAreClippedByTheirCommonNorm() throws IOException {
    JsonNode settings = json.get("clip_grad_norm");
    Map<String, long[]> shapes = shapes();
    double share = 1 - json.get("adamw").get("betas").get(0).asDouble();
    double worst = NOTHING;
    try (Optimiser optimiser = adam(shapes, settings.get("max_norm").asDouble())) {
      float[] values = step(optimiser, shapes, settings.get("grads_from_step").asInt());
      worst = Math.abs(values[1] / settings.get("total_norm").asDouble() - 1);
      Map<String, TensorData> state = optimiser.state();
      for (String name : shapes.keySet()) {
        FloatBuffer mean = state.get("exp_avg/" + name).bytes().asFloatBuffer();
        double[] expected = golden.doubles("clip." + name + ".grad");
        for (int k = 0; k < mean.remaining(); k++) {
          worst = Math.max(worst, Math.abs(mean.get(k) / share - expected[k]));
        }
      }
    }
    assertWithin("clipped gradients", worst, 1e-6);
  }

  @Test
  void movingAveragesFollowAsDiffusersAndGeoDiffusionsDo() throws IOException {
    long[] shape = golden.shape("ema.param_sequence");
    float[] sequence = golden.floats("ema.param_sequence");
    int width = (int) shape[1];
    double worst = NOTHING;
    List<String> averages =
        json.properties().stream()
            .map(Map.Entry::getKey)
            .filter(k -> k.startsWith("ema_"))
            .toList();
    assertThat(averages).isNotEmpty();
    for (String name : averages) {
      double[] shadow = golden.doubles(name + ".shadow");
      AverageDecay decay = average(name, json.get(name));
      Parameters parameters = new Parameters(1, (n, s) -> 0);
      Method losses = products(parameters, Map.of("p", new long[] {width}));
      float[] initial = Arrays.copyOf(sequence, width);
      Optimisation still =
          new Optimisation(0, LearningRate.constant(0), AdamW.withDecay(0), 1, decay);
      try (Optimiser optimiser =
          new Optimiser(
              losses,
              parameters,
              List.of(new ParameterGroup("all", 1, false)),
              still,
              ParameterSource.of(Map.of("p", initial)))) {
        for (int i = 0; i + 1 < shape[0]; i++) {
          float[] next = Arrays.copyOfRange(sequence, (i + 1) * width, (i + 2) * width);
          optimiser.weights().set(ParameterSource.of(Map.of("p", next)));
          optimiser.step(i, 1, m -> new NDList(m.create(new float[width])));
          worst = Math.max(worst, rowError(optimiser.averageWeights().get("p"), shadow, i));
        }
      }
    }
    assertWithin("moving averages", worst, 1e-5);
  }

  private static AverageDecay average(String name, JsonNode settings) {
    if (name.startsWith("ema_geodiffusion")) {
      return AverageDecay.geoDiffusion(settings.get("constructor_decay").asDouble());
    }
    JsonNode kwargs = settings.get("kwargs");
    double decay = kwargs.path("decay").asDouble(0.9999);
    AverageDecay average =
        kwargs.path("use_ema_warmup").asBoolean()
            ? AverageDecay.diffusersPower(
                decay, kwargs.path("inv_gamma").asDouble(1), kwargs.path("power").asDouble(2 / 3.0))
            : AverageDecay.diffusers(
                decay,
                kwargs.path("min_decay").asDouble(0),
                kwargs.path("update_after_step").asInt(0));
    JsonNode used = settings.get("decay_used_per_step");
    for (int i = 0; i < used.size(); i++) {
      assertThat(average.at(i)).isCloseTo(used.get(i).asDouble(), Offset.offset(1e-15));
    }
    return average;
  }
}
