package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopThreadTest {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final CountDownLatch begun = new CountDownLatch(2);
  private final CountDownLatch firstEnded = new CountDownLatch(1);
  private final CountDownLatch secondEnded = new CountDownLatch(1);

  @Test
  void askingToStopEndsEachOfSeveralThreadsBeforeAnyIsClosed() throws Exception {
    var first = new LoopThread("first", GRACE, (stop, running) -> untilStop(stop, firstEnded));
    var second = new LoopThread("second", GRACE, (stop, running) -> untilStop(stop, secondEnded));
    first.start();
    second.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    first.askToStop();
    second.askToStop();

    assertThat(firstEnded.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(secondEnded.await(10, TimeUnit.SECONDS)).isTrue();
    first.close();
    second.close();
    assertThat(first.state()).isEqualTo(new LoopState.Stopped());
  }

  private void untilStop(StopSignal stop, CountDownLatch ended) throws InterruptedException {
    begun.countDown();
    if (stop.await(GRACE)) {
      ended.countDown();
    }
  }
}
