package org.detdiffusion.networks.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.junit.jupiter.api.Test;

/** The perception-aware loss against cases worked out by hand. */
class PerceptionLossTest {

  @Test
  void weighsCrossEntropyAndDiceByTheRootOfAlphaBar() {
    // One object of 1x2 pixels: logits 0 and ln 3, so probabilities 1/2 and 3/4; truth 1 and 0.
    float[] logits = {0, (float) Math.log(3)};
    float[] terms = terms(logits, new float[] {1, 0}, new float[] {1}, new float[] {0.25f});
    double crossEntropy = (Math.log(2) + Math.log(4)) / 2;
    double dice = 1 - (2 * 0.5 + 1) / (1.25 + 1 + 1);
    assertThat(terms[0]).isCloseTo((float) (0.5 * crossEntropy), within(1e-6f));
    assertThat(terms[1]).isCloseTo((float) (0.5 * dice), within(1e-6f));
  }

  @Test
  void countsPresentObjectsOnly() {
    float[] logits = {0, (float) Math.log(3), 9, -9};
    float[] masks = {1, 0, 0, 1};
    float[] one = terms(logits, masks, new float[] {1, 0}, new float[] {1});
    assertThat(one[0]).isCloseTo((float) ((Math.log(2) + Math.log(4)) / 2), within(1e-6f));
  }

  @Test
  void isZeroForAnImageWithoutObjects() {
    float[] none = terms(new float[] {3, 4}, new float[] {1, 0}, new float[] {0}, new float[] {1});
    assertThat(none).containsOnly(0);
  }

  @Test
  void weighsEachImageByItsOwnTimestepBeforeTheMean() {
    // Image 1: cross-entropy ln 2 both pixels, alpha-bar 1; image 2: nearly none, alpha-bar 0.
    float[] logits = {0, 0, 20, -20};
    float[] masks = {1, 0, 1, 0};
    float[] two = batch(logits, masks, new float[] {1, 1}, new float[] {1, 0});
    assertThat(two[0]).isCloseTo((float) (Math.log(2) / 2), within(1e-6f));
    float[] swapped = batch(logits, masks, new float[] {1, 1}, new float[] {0, 1});
    assertThat(swapped[0]).isCloseTo(0, within(1e-6f));
  }

  @Test
  void vanishesWhereTheSampleIsPureNoise() {
    float[] noise = terms(new float[] {3, 4}, new float[] {0, 0}, new float[] {1}, new float[] {0});
    assertThat(noise).containsOnly(0);
  }

  /** Objects of one image. */
  private static float[] terms(float[] logits, float[] masks, float[] present, float[] alphas) {
    return terms(logits, masks, present, alphas, 1);
  }

  /** One object an image. */
  private static float[] batch(float[] logits, float[] masks, float[] present, float[] alphas) {
    return terms(logits, masks, present, alphas, alphas.length);
  }

  private static float[] terms(
      float[] logits, float[] masks, float[] present, float[] alphas, int images) {
    int objects = present.length / images;
    Method method =
        Trace.method(
            "loss",
            Parameters.decayedAndPlain(),
            trace -> {
              Tensor l = trace.input("logits", images, objects, 1, 2);
              Tensor m = trace.input("masks", images, objects, 1, 2);
              Tensor p = trace.input("present", images, objects);
              PerceptionLoss.Terms terms =
                  PerceptionLoss.of(l, m, p, trace.input("alphas", images));
              return Tensor.stack(List.of(terms.mask(), terms.dice()));
            });
    try (Script script = new Script(List.of(method.source()));
        NDManager manager = Torch.manager()) {
      Shape shape = new Shape(images, objects, 1, 2);
      NDList inputs = new NDList(manager.create(logits, shape), manager.create(masks, shape));
      inputs.add(manager.create(present, new Shape(images, objects)));
      inputs.add(manager.create(alphas));
      return script.call("loss", withoutParameters(manager, inputs), false).toFloatArray();
    }
  }

  /** A method takes its parameter lists even when they stay unused; each has one placeholder. */
  private static NDList withoutParameters(NDManager manager, NDList inputs) {
    for (int group = 0; group < 2; group++) {
      var placeholder = manager.create(0f);
      placeholder.setName("p" + group + "[]");
      inputs.add(placeholder);
    }
    return inputs;
  }
}
