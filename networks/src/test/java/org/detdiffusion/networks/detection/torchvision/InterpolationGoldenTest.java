package org.detdiffusion.networks.detection.torchvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.worst;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import org.detdiffusion.networks.TracedCall;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.nn.Functions;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;

/** Both ways that images and maps are resized against PyTorch. */
class InterpolationGoldenTest {

  private final SafeTensors golden = Golden.tensors("ops/ops.safetensors");
  private final long[] shape = golden.shape("interp.input");

  InterpolationGoldenTest() throws IOException {}

  @Test
  void bilinear() throws IOException {
    int compared = 0;
    for (String name : golden.names()) {
      if (name.startsWith("interp.bilinear_")) {
        long[] to = golden.shape(name);
        float[] resized = image().resize((int) to[3], (int) to[2]).values();
        float[] expected = golden.floats(name);
        assertWithin(name, worst(Arrays.copyOf(resized, expected.length), expected), 1e-6);
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  @Test
  void nearest() throws IOException {
    int compared = 0;
    for (String name : golden.names()) {
      if (name.startsWith("interp.nearest_scale")) {
        int factor = Integer.parseInt(name.replace("interp.nearest_scale", ""));
        long[] from = {1, golden.shape(name)[1], shape[2], shape[3]};
        float[] pixels = golden.floats("interp.input");
        try (TracedCall call =
            new TracedCall(trace -> Functions.upsampleNearest(trace.input("x", from), factor))) {
          float[] used = Arrays.copyOf(pixels, (int) new Shape(from).size());
          NDArray x = call.manager().create(used, new Shape(from));
          assertWithin(name, worst(call.value(new NDList(x)), golden.floats(name)), 1e-7);
        }
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  /** The given channels, and as many of zeros as make three. */
  private Planes image() throws IOException {
    int pixels = (int) (shape[2] * shape[3]);
    float[] values = Arrays.copyOf(golden.floats("interp.input"), 3 * pixels);
    return new Planes((int) shape[3], (int) shape[2], values);
  }
}
