package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.detdiffusion.workerkit.LoopState.Failed;
import org.detdiffusion.workerkit.LoopState.Running;
import org.detdiffusion.workerkit.LoopState.Starting;
import org.detdiffusion.workerkit.LoopState.Stopped;
import org.detdiffusion.workerkit.LoopState.Stopping;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class LoopHealthTest {
  @Test
  void isAliveButNotReadyWhileALoopConnects() {
    var health = health(new Running(), new Starting());
    assertThat(health.alive()).isTrue();
    assertThat(health.ready()).isFalse();
  }

  @Test
  void isReadyWhenEveryLoopRuns() {
    assertThat(health(new Running(), new Running()).ready()).isTrue();
  }

  @Test
  void isNotAliveWithAFailedLoopAndSaysWhy() {
    var response = health(new Running(), new Failed("no memory")).liveness().call();
    assertThat(response.getStatus()).isEqualTo(Status.DOWN);
    assertThat(response.getData().orElseThrow()).containsEntry("loop 1", "Failed: no memory");
  }

  @Test
  void isNotAliveWithAStoppedLoop() {
    assertThat(health(new Running(), new Stopped()).alive()).isFalse();
  }

  @Test
  void isAliveButNotReadyWhileALoopFinishesItsWork() {
    assertThat(health(new Running(), new Stopping()).alive()).isTrue();
    assertThat(health(new Running(), new Stopping()).ready()).isFalse();
  }

  @Test
  void namesTheLoopThatHasFailed() {
    assertThat(health(new Running(), new Starting()).failure()).isEmpty();
    assertThat(health(new Running(), new Failed("no memory")).failure())
        .contains("'loop 1' has failed: no memory");
  }

  private static LoopHealth health(LoopState first, LoopState second) {
    return new LoopHealth(List.of(new FixedLoop("loop 0", first), new FixedLoop("loop 1", second)));
  }

  private record FixedLoop(String name, LoopState state) implements Loop {
    @Override
    public void start() {
      throw new UnsupportedOperationException("it is in one state only");
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException("it is in one state only");
    }
  }
}
