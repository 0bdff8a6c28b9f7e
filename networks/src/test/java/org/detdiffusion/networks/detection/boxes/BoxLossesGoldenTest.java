package org.detdiffusion.networks.detection.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.worst;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.detdiffusion.networks.TracedCall;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Overlaps and losses with their gradients against torchvision 0.14.1. */
class BoxLossesGoldenTest {

  private static final double TOLERANCE = 5e-6;

  private final SafeTensors golden = Golden.tensors("ops/ops.safetensors");

  BoxLossesGoldenTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(strings = {"box_iou", "generalized", "distance", "complete"})
  void overlapsOfAllPairs(String name) throws IOException {
    long n = golden.shape("iou.a")[0];
    long m = golden.shape("iou.b")[0];
    Function<BoxOverlap, Tensor> overlap = overlap(name);
    try (TracedCall call =
        new TracedCall(
            trace -> {
              Tensor rows = trace.input("x", n, 1, 4);
              return overlap.apply(new BoxOverlap(rows, trace.input("y", 1, m, 4), 0));
            })) {
      NDArray rows = array(call.manager(), "iou.a").reshape(n, 1, 4);
      NDArray columns = array(call.manager(), "iou.b").reshape(1, m, 4);
      float[] values = call.value(new NDList(rows, columns));
      assertWithin("iou." + name, worst(values, golden.floats("iou." + name)), TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"giou", "diou", "ciou"})
  void lossesOfPairsWithTheirGradients(String name) throws IOException {
    float[] expected = golden.floats(name + "_loss.value");
    long n = expected.length;
    Function<BoxOverlap, Tensor> overlap = overlap(name);
    try (TracedCall call =
        new TracedCall(
            trace -> {
              Tensor predicted = trace.input("x", n, 4);
              Tensor truth = trace.input("y", n, 4);
              return overlap.apply(new BoxOverlap(predicted, truth, 1e-7)).times(-1).plus(1);
            })) {
      NDManager manager = call.manager();
      NDArray predicted = array(manager, "iou.a").get("0:" + n);
      NDArray truth = array(manager, "iou.b").get("0:" + n);
      float[] values = call.value(new NDList(predicted, truth));
      NDArray ones = manager.ones(new Shape(n));
      float[] gradient = call.gradient(ones, new NDList(predicted, truth));
      assertWithin(name + " loss", worst(values, expected), TOLERANCE);
      assertWithin(
          name + " gradient", worst(gradient, golden.floats(name + "_loss.grad_pred")), TOLERANCE);
    }
  }

  @Test
  void focalLossWithItsGradient() throws IOException {
    Pattern pattern = Pattern.compile("focal\\.a(-?[\\d.]+)_g([\\d.]+)\\.value");
    int compared = 0;
    for (String name : golden.names()) {
      Matcher set = pattern.matcher(name);
      if (set.matches()) {
        double alpha = Double.parseDouble(set.group(1));
        double gamma = Double.parseDouble(set.group(2));
        checkElementwise(
            name,
            "focal.logits",
            "focal.targets",
            name.replace("value", "grad"),
            (x, y) -> ElementLosses.focal(x, y, alpha, gamma));
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  @Test
  void smoothL1WithItsGradient() throws IOException {
    Pattern pattern = Pattern.compile("smooth_l1_beta(\\d+)_(\\d+)\\.value");
    int compared = 0;
    for (String name : golden.names()) {
      Matcher set = pattern.matcher(name);
      if (set.matches()) {
        double beta = Double.parseDouble(set.group(1)) / Double.parseDouble(set.group(2));
        String stem = name.replace("value", "");
        checkElementwise(
            name,
            stem + "pred",
            stem + "target",
            stem + "grad",
            (x, y) -> ElementLosses.smoothL1(x, y, beta));
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  private interface Loss {
    Tensor of(Tensor predicted, Tensor expected);
  }

  private void checkElementwise(String value, String x, String y, String gradient, Loss loss)
      throws IOException {
    long[] shape = golden.shape(x);
    try (TracedCall call = new TracedCall(t -> loss.of(t.input("x", shape), t.input("y", shape)))) {
      NDManager manager = call.manager();
      float[] values = call.value(new NDList(array(manager, x), array(manager, y)));
      NDArray upstream = manager.ones(new Shape(shape));
      float[] slope = call.gradient(upstream, new NDList(array(manager, x), array(manager, y)));
      assertWithin(value, worst(values, golden.floats(value)), TOLERANCE);
      assertWithin(gradient, worst(slope, golden.floats(gradient)), TOLERANCE);
    }
  }

  private static Function<BoxOverlap, Tensor> overlap(String name) {
    return switch (name) {
      case "box_iou" -> BoxOverlap::plain;
      case "generalized", "giou" -> BoxOverlap::generalised;
      case "distance", "diou" -> BoxOverlap::distance;
      default -> BoxOverlap::complete;
    };
  }

  private NDArray array(NDManager manager, String name) throws IOException {
    return manager.create(golden.floats(name), new Shape(golden.shape(name)));
  }
}
