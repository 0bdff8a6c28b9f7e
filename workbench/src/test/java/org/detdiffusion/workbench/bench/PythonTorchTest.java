package org.detdiffusion.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.networks.bench.Measured;
import org.detdiffusion.networks.bench.PortableNetwork;
import org.detdiffusion.networks.bench.Variant;
import org.detdiffusion.networks.bench.Work;
import org.junit.jupiter.api.Test;

class PythonTorchTest {

  @Test
  void noPythonIsNoFailure() {
    assertThat(PythonTorch.find(List.of("/no/such/python", "/bin/false"))).isEmpty();
  }

  @Test
  void pythonRunsTheBlockForwardAndBackward() throws IOException {
    Optional<PythonTorch> found = PythonTorch.find();
    assumeTrue(found.isPresent(), "no python3 with torch is installed");
    try (PythonTorch python = found.get();
        Work block = Work.block()) {
      for (boolean gradients : new boolean[] {false, true}) {
        try (Variant variant = python.variant(block.portable(), gradients)) {
          Measured measured = variant.run();
          assertThat(measured.milliseconds()).isBetween(1.0, 60_000.0);
        }
      }
      PortableNetwork wrong = new PortableNetwork("wrong", "no program", List.of(), List.of(), 0);
      assertThatThrownBy(() -> python.variant(wrong, false))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("SyntaxError");
    }
  }
}
