package org.detdiffusion.networks.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {

  @Test
  void whatTheEngineSaysOfATensorThatNoMachineHoldsIsUnderstood() {
    try (NDManager manager = Torch.manager()) {
      Throwable failure = catchThrowable(() -> manager.zeros(new Shape(1L << 31, 1L << 14)));

      assertThat(failure).isInstanceOf(EngineException.class);
      assertThat(NativeMemory.isExhausted(failure)).as(failure.getMessage()).isTrue();
      assertThat(NativeMemory.isExhausted(new IllegalStateException("a step", failure))).isTrue();
    }
  }

  @Test
  void aGpuThatIsFullIsUnderstood() {
    assertThat(
            NativeMemory.isExhausted(
                new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB.")))
        .isTrue();
  }

  @Test
  void otherFailuresAreNot() {
    try (NDManager manager = Torch.manager()) {
      Throwable failure =
          catchThrowable(() -> manager.ones(new Shape(2)).matMul(manager.ones(new Shape(3))));

      assertThat(failure).isInstanceOf(EngineException.class);
      assertThat(NativeMemory.isExhausted(failure)).as(failure.getMessage()).isFalse();
    }
    assertThat(NativeMemory.isExhausted(new IllegalStateException("out of memory"))).isFalse();
  }
}
