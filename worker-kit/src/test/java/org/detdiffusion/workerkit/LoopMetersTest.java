package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LoopMeters meters = new LoopMeters(registry, "planner");

  @Test
  void countersStandAtNoughtBeforeAnythingIsCounted() {
    meters.observe(neverStarted(), Meters.DEAD_LETTERS, Meters.ABORTS);

    assertThat(counted(Meters.DEAD_LETTERS)).isZero();
    assertThat(counted(Meters.ABORTS)).isZero();
    assertThat(registry.get("detdiffusion.batch.size").summary().count()).isZero();
    assertThat(registry.get("detdiffusion.handle.time").timer().count()).isZero();
    meters.count(Meters.DEAD_LETTERS);
    assertThat(counted(Meters.DEAD_LETTERS)).isEqualTo(1);
  }

  @Test
  void aLoopThatWorksOnNothingCountsNothing() {
    meters.observe(neverStarted());

    assertThat(registry.getMeters()).hasSize(2).allMatch(meter -> meter instanceof Gauge);
  }

  @Test
  void aRemovedLoopLeavesNothing() {
    meters.observe(neverStarted(), Meters.DEAD_LETTERS);
    new LoopMeters(registry, "other").count(Meters.DONE);

    meters.remove();

    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getTag(Meters.TAG))
        .containsExactly("other");
  }

  private double counted(Meters meter) {
    return registry.get(meter.declaration().name()).tag(Meters.TAG, "planner").counter().count();
  }

  private static LoopThread neverStarted() {
    return new LoopThread("planner", Duration.ZERO, (stop, running) -> {});
  }
}
