package org.detdiffusion.networks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gradient of every loss of the detector against finite differences. */
class DetectorGradientsTest {

  private static final DetectorConfig CONFIG =
      new DetectorConfig(List.of("cat", "dog"), 32, List.of(8, 8, 8, 8), 8, 2);
  private static final int IMAGES = 2;

  private final Parameters parameters = Parameters.decayedAndPlain();
  private final Method losses = Trace.method("losses", parameters, DetectorGradientsTest::losses);
  private final Script script = new Script(List.of(losses.source(), gradient()));
  private final Map<String, float[]> start = initialValues();

  @AfterEach
  void closesTheScript() {
    script.close();
  }

  @ParameterizedTest
  @CsvSource({"0, total", "1, class", "2, box"})
  void theGradientIsTheSlope(int loss, String name) {
    Map<String, float[]> gradient = gradient(loss);
    Map<String, float[]> direction = direction(gradient);
    double slope = product(gradient, direction);
    double difference = difference(loss, direction);

    System.out.printf("%s: slope %.6f, by finite differences %.6f%n", name, slope, difference);
    assertThat(Math.abs(slope)).isGreaterThan(0.1);
    assertThat(difference).isCloseTo(slope, withinPercentage(0.1));
  }

  /** The quality that a box reaches is taken as given, so here it is an input. */
  private static Tensor losses(Trace trace) {
    Tensor images = trace.input("images", IMAGES, 3, 32, 32);
    DetectorLoss.Targets targets = DetectorLoss.Targets.inputs(trace, CONFIG, IMAGES);
    Tensor quality = trace.input("quality", IMAGES, 1, 8, 8);
    PocketDetector.Output out = new PocketDetector(CONFIG).forward(trace.root(), images);
    return DetectorLoss.of(out, targets, quality);
  }

  private static String gradient() {
    String inputs = "images, classes, distances, positive, counted, quality";
    return """
        def gradient(self: __torch__.Ops, pick: Tensor, %s: Tensor, p0: List[Tensor], p1: List[Tensor]) -> Tensor:
          l = (self).losses(%s, p0, p1)
          og = torch.grad([torch.sum(torch.mul(l, pick))], p0 + p1, allow_unused=True)
          g = annotate(List[Tensor], [])
          for i in range(torch.len(og)):
            x = og[i]
            if torch.__is__(x, None):
              _0 = torch.append(g, torch.flatten(torch.zeros_like((p0 + p1)[i])))
            else:
              _1 = torch.append(g, torch.flatten(unchecked_cast(Tensor, x)))
          return torch.cat(g)
      """
        .formatted(inputs.replace(",", ": Tensor,"), inputs);
  }

  private Map<String, float[]> gradient(int loss) {
    float[] pick = new float[3];
    pick[loss] = 1;
    try (NDManager manager = Torch.manager();
        Weights weights = Weights.of(parameters, start).requireGradients()) {
      NDList inputs = new NDList(manager.create(pick));
      inputs.addAll(inputs(manager));
      weights.addTo(inputs, "p");
      return byName(script.call("gradient", inputs, true).toFloatArray());
    }
  }

  private Map<String, float[]> byName(float[] gradient) {
    Map<String, float[]> byName = new HashMap<>();
    int at = 0;
    for (int group = 0; group < parameters.groups(); group++) {
      for (Parameter parameter : parameters.group(group)) {
        byName.put(parameter.name(), Arrays.copyOfRange(gradient, at, at += parameter.size()));
      }
    }
    return byName;
  }

  /** The scalar product over all parameters. */
  private static double product(Map<String, float[]> gradient, Map<String, float[]> direction) {
    double product = 0;
    for (Map.Entry<String, float[]> named : gradient.entrySet()) {
      float[] of = direction.get(named.getKey());
      for (int i = 0; i < of.length; i++) {
        product += named.getValue()[i] * (double) of[i];
      }
    }
    return product;
  }

  /**
   * Of fourth order; steps so small that no side of a predicted box crosses that of the true one.
   */
  private double difference(int loss, Map<String, float[]> direction) {
    double h = 1e-3;
    double near = at(loss, direction, h) - at(loss, direction, -h);
    double far = at(loss, direction, 2 * h) - at(loss, direction, -2 * h);
    return (8 * near - far) / (12 * h);
  }

  private double at(int loss, Map<String, float[]> direction, double h) {
    Map<String, float[]> moved = new HashMap<>();
    start.forEach(
        (name, from) -> {
          float[] to = from.clone();
          for (int i = 0; i < to.length; i++) {
            to[i] += (float) (h * direction.get(name)[i]);
          }
          moved.put(name, to);
        });
    try (NDManager manager = Torch.manager();
        Weights weights = Weights.of(parameters, moved)) {
      NDList inputs = inputs(manager);
      weights.addTo(inputs, "p");
      return script.call("losses", inputs, false).toFloatArray()[loss];
    }
  }

  private Map<String, float[]> initialValues() {
    try (Weights weights = Weights.initial(parameters, 7)) {
      return weights.toMap();
    }
  }

  /** Roughly uphill and of length 1, so that rounding is small beside the slope. */
  private static Map<String, float[]> direction(Map<String, float[]> gradient) {
    double length = Math.sqrt(product(gradient, gradient));
    Map<String, float[]> direction = new HashMap<>();
    SplittableRandom random = new SplittableRandom(3);
    gradient.forEach(
        (name, values) -> {
          float[] of = new float[values.length];
          for (int i = 0; i < of.length; i++) {
            of[i] = (float) ((values[i] / length) * 2 * random.nextDouble());
          }
          direction.put(name, of);
        });
    return direction;
  }

  private static NDList inputs(NDManager manager) {
    NDList inputs = new DetectorBatch(CONFIG, images()).toArrays(manager);
    float[] quality = new float[IMAGES * 64];
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < quality.length; i++) {
      quality[i] = (float) random.nextDouble();
    }
    inputs.add(manager.create(quality, new Shape(IMAGES, 1, 8, 8)));
    return inputs;
  }

  private static List<AnnotatedImage> images() {
    return List.of(
        image(1, AnnotatedObject.of("cat", new Box(3, 4, 17, 13))),
        image(
            2,
            AnnotatedObject.of("dog", new Box(10, 1, 9, 25)),
            AnnotatedObject.of("cat", new Box(20, 18, 11, 9))));
  }

  private static AnnotatedImage image(long seed, AnnotatedObject... objects) {
    byte[] rgb = new byte[32 * 32 * 3];
    new java.util.Random(seed).nextBytes(rgb);
    PixelImage pixels = new PixelImage(32, 32, rgb);
    return new AnnotatedImage("image " + seed, "noise", "train", pixels, List.of(objects));
  }
}
