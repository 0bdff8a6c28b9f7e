package org.detdiffusion.networks.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.detdiffusion.networks.diffusion.ClipTextEncoder;
import org.detdiffusion.networks.diffusion.PerceptionHead;
import org.detdiffusion.networks.diffusion.PerceptionLoss;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;
import org.junit.jupiter.api.Test;

/** Gradients of text encoder, U-Net, perception head and P.A. loss against finite differences. */
class GradientsTest {

  private static final UNet UNET =
      new UNet(new UNet.Config(2, 2, List.of(4, 8), List.of(true, true), 1, 2, 2, true));
  private static final ClipTextEncoder TEXT =
      new ClipTextEncoder(new ClipTextEncoder.Config(11, 6, 8, 1, 2, 16));

  @Test
  void theGradientOfTheWholeLossIsItsSlope() {
    Parameters parameters = Parameters.decayedAndPlain();
    Method losses = Trace.method("losses", parameters, GradientsTest::losses);
    try (Script script = new Script(List.of(losses.source(), gradient(losses, parameters)));
        Weights weights = Weights.initial(parameters, 7).requireGradients()) {
      Map<String, float[]> values = weights.toMap();
      Map<String, float[]> direction = direction(parameters);
      double slope = 0;
      float[] gradient = call(script, "gradient", weights, true);
      int at = 0;
      for (int group = 0; group < 2; group++) {
        for (var parameter : parameters.group(group)) {
          for (float d : direction.get(parameter.name())) {
            slope += gradient[at++] * (double) d;
          }
        }
      }
      double h = 1e-2;
      double up = at(script, weights, values, direction, h);
      double down = at(script, weights, values, direction, -h);
      double up2 = at(script, weights, values, direction, 2 * h);
      double down2 = at(script, weights, values, direction, -2 * h);
      double difference = (8 * (up - down) - (up2 - down2)) / (12 * h);
      System.out.printf("slope %.6f, by finite differences %.6f%n", slope, difference);
      assertThat(Math.abs(slope)).isGreaterThan(0.05);
      assertThat(difference).isCloseTo(slope, org.assertj.core.data.Percentage.withPercentage(0.3));
    }
  }

  private static Tensor losses(Trace trace) {
    Tensor x = trace.input("x", 2, 2, 8, 8);
    Tensor t = trace.input("t", 2);
    Tensor ids = trace.input("ids", 2, 6);
    Tensor objects = trace.input("objects", 2, 3);
    Tensor masks = trace.input("masks", 2, 3, 16, 16);
    Tensor present = trace.input("present", 2, 3);
    Tensor context = TEXT.forward(trace.root().at("text"), ids, Initializer.normal(1));
    UNet.Output out = UNET.forward(trace.root().at("unet"), x, t, context);
    Tensor logits =
        new PerceptionHead(4, 4, 2)
            .forward(trace.root().at("head"), out.levels(), context.gatherRows(objects));
    Tensor alphas = t.times(-0.001).plus(1);
    PerceptionLoss.Terms terms = PerceptionLoss.of(logits, masks, present, alphas);
    Tensor denoise = out.prediction().minus(x).square().mean();
    Tensor total = denoise.plus(terms.mask()).plus(terms.dice());
    return Tensor.stack(List.of(total, denoise, terms.mask(), terms.dice()));
  }

  /** The gradient of the total, all parameters in one row. */
  private static String gradient(Method losses, Parameters parameters) {
    int count = parameters.group(0).size() + parameters.group(1).size();
    return """
        def gradient(self: __torch__.Ops, x: Tensor, t: Tensor, ids: Tensor, objects: Tensor, masks: Tensor, present: Tensor, p0: List[Tensor], p1: List[Tensor]) -> Tensor:
          l = (self).losses(x, t, ids, objects, masks, present, p0, p1)
          og = torch.grad([l[0]], p0 + p1)
          g = annotate(List[Tensor], [])
          for i in range(%d):
            _0 = torch.append(g, torch.flatten(unchecked_cast(Tensor, og[i])))
          return torch.cat(g)
      """
        .formatted(count);
  }

  private static double at(
      Script script,
      Weights weights,
      Map<String, float[]> values,
      Map<String, float[]> direction,
      double h) {
    Map<String, float[]> moved = new java.util.HashMap<>();
    values.forEach(
        (name, from) -> {
          float[] to = from.clone();
          for (int i = 0; i < to.length; i++) {
            to[i] += (float) (h * direction.get(name)[i]);
          }
          moved.put(name, to);
        });
    try (Weights there = Weights.of(parametersOf(), moved)) {
      return call(script, "losses", there, false)[0];
    }
  }

  private static Parameters parametersOf() {
    Parameters parameters = Parameters.decayedAndPlain();
    Trace.method("losses", parameters, GradientsTest::losses);
    return parameters;
  }

  private static Map<String, float[]> direction(Parameters parameters) {
    Map<String, float[]> direction = new java.util.HashMap<>();
    SplittableRandom random = new SplittableRandom(3);
    double norm = Math.sqrt(parameters.count());
    for (var parameter : parameters.all()) {
      float[] values = Initializer.normal(4 / norm).values(null, parameter.size(), random);
      direction.put(parameter.name(), values);
    }
    return direction;
  }

  private static float[] call(Script script, String method, Weights weights, boolean gradients) {
    try (NDManager manager = Torch.manager()) {
      SplittableRandom random = new SplittableRandom(5);
      NDList inputs = new NDList();
      inputs.add(array(manager, random, 2, 2, 8, 8));
      inputs.add(manager.create(new float[] {100, 700}));
      inputs.add(manager.create(new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0}, new Shape(2, 6)));
      inputs.add(manager.create(new long[] {1, 2, 3, 4, 5, 0}, new Shape(2, 3)));
      inputs.add(
          array(manager, random, 2, 3, 16, 16)
              .gt(0)
              .toType(ai.djl.ndarray.types.DataType.FLOAT32, false));
      inputs.add(manager.create(new float[] {1, 1, 1, 1, 1, 0}, new Shape(2, 3)));
      weights.addTo(inputs, "p");
      return script.call(method, inputs, gradients).toFloatArray();
    }
  }

  private static NDArray array(NDManager manager, SplittableRandom random, long... shape) {
    int size = (int) Tensor.elements(shape);
    return manager.create(Initializer.normal(1).values(shape, size, random), new Shape(shape));
  }
}
