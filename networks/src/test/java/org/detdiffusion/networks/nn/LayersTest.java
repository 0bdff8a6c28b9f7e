package org.detdiffusion.networks.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;
import org.junit.jupiter.api.Test;

class LayersTest {

  private static final String GRADIENTS =
      """
        def gradients(self: __torch__.Ops, x: Tensor, p0: List[Tensor]) -> List[Tensor]:
          y = (self).run(x, p0)
          all = torch.grad([torch.sum(torch.square(y))], p0)
          out = [torch.detach(y)]
          for i in range(torch.len(all)):
            _g = torch.append(out, unchecked_cast(Tensor, all[i]))
          return out
      """;

  private final Parameters parameters = new Parameters(1, (name, shape) -> 0);

  @Test
  void aLinearLayerOfManyLongRowsIsAConvolutionWithTheSameValueAndGradients() {
    assumeTrue(Torch.onCpu(), "a GPU has no use for it");
    String product = source(Flavour.PORTABLE);
    String convolution = source(Flavour.SINGLE);
    assertThat(product).contains("torch.linear").doesNotContain("conv2d");
    assertThat(convolution).contains("conv2d").doesNotContain("torch.linear");
    try (NDManager manager = Torch.manager();
        Weights weights = Weights.initial(parameters, 3).requireGradients()) {
      NDArray x = manager.randomNormal(new Shape(2, 520, 256));
      NDList expected = run(product, x, weights);
      NDList actual = run(convolution, x, weights);
      assertThat(expected).hasSize(4);
      for (int i = 0; i < expected.size(); i++) {
        float largest = expected.get(i).abs().max().getFloat();
        float error = expected.get(i).sub(actual.get(i)).abs().max().getFloat();
        assertThat(error / largest).isLessThan(1e-5f);
      }
    }
  }

  private String source(Flavour flavour) {
    return Trace.method("run", parameters, flavour, LayersTest::layers).source();
  }

  private static Tensor layers(Trace trace) {
    Tensor x = trace.input("x", 2, 520, 256);
    Tensor inner = Layers.linear(trace.root().at("inner"), x, 264);
    return Layers.linear(trace.root().at("outer"), inner, 40, false);
  }

  private static NDList run(String method, NDArray x, Weights weights) {
    try (Script script = new Script(List.of(method, GRADIENTS))) {
      NDList inputs = new NDList(x);
      weights.addTo(inputs, "p");
      return script.callAll("gradients", inputs, true);
    }
  }
}
