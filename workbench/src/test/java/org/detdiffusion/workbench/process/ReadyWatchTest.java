package org.detdiffusion.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadyWatchTest {
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger looksBefore = new AtomicInteger();
  private final CountDownLatch told = new CountDownLatch(1);

  @Test
  void saysNothingBeforeEverythingRuns() throws Exception {
    try (ReadyWatch watch = ReadyWatch.start(() -> looks.incrementAndGet() == 3, this::tell)) {
      assertThat(told.await(10, TimeUnit.SECONDS)).as("%s", watch).isTrue();
      assertThat(looksBefore).hasValue(3);
    }
  }

  private void tell() {
    looksBefore.set(looks.get());
    told.countDown();
  }
}
