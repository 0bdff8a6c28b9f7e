package org.detdiffusion.networks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.detdiffusion.networks.script.Flavour;
import org.junit.jupiter.api.Test;

class WorkTest {

  @Test
  void theBlockRunsForwardAndBackwardInBothPrecisions() throws IOException {
    try (Work block = Work.block()) {
      for (Flavour flavour : List.of(Flavour.SINGLE, Flavour.BFLOAT16)) {
        try (Variant forward = block.forward(flavour);
            Variant gradients = block.gradients(flavour)) {
          assertThat(forward.run().nanoseconds()).isPositive();
          assertThat(gradients.run().flops()).isEqualTo(3 * forward.flops());
        }
      }
    }
  }

  @Test
  void theBlockIsAsLargeAsStableDiffusions() throws IOException {
    try (Work block = Work.block()) {
      PortableNetwork network = block.portable();
      assertThat(network.flops() / 1e9).isBetween(9.4, 9.6);
      try (Variant forward = block.forward(Flavour.SINGLE)) {
        assertThat(network.flops()).isEqualTo(forward.flops());
      }
      assertThat(network.source()).contains("torch.softmax").doesNotContain("scaled_dot_product");
      assertThat(network.parameters())
          .anyMatch(shape -> Arrays.equals(shape, new long[] {320, 320, 3, 3}));
    }
  }

  @Test
  void theBestOfTheRoundsAfterTheFirstIsTaken() throws IOException {
    Steps slow = new Steps("slow", 1, 90, 80);
    Steps fast = new Steps("fast", 2, 30, 40);
    List<Measured> best = Interleaving.bestOf(2, List.of(slow, fast));
    assertThat(best).extracting(Measured::nanoseconds).containsExactly(80L, 30L);
  }

  /** Takes the given times, one after the other. */
  private static final class Steps implements Variant {
    private final String name;
    private final long[] times;
    private int runs;

    Steps(String name, long... times) {
      this.name = name;
      this.times = times;
    }

    @Override
    public String work() {
      return "steps";
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long flops() {
      return 0;
    }

    @Override
    public Measured run() {
      return new Measured(work(), name, flops(), times[runs++]);
    }

    @Override
    public void close() {}
  }
}
