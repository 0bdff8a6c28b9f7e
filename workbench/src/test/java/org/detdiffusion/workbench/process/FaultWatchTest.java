package org.detdiffusion.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FaultWatchTest {
  private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void tellsTheFaultOnceAndThenEnds() throws Exception {
    try (FaultWatch watch = FaultWatch.start(fault::get, told::add, ended::countDown)) {
      assertThat(watch.isFaulty()).isFalse();
      fault.set(Optional.of("The disk is full."));
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(watch.isFaulty()).isTrue();
      assertThat(told).containsExactly("The disk is full.");
    }
  }

  @Test
  void notBeingAbleToLookIsAFaultToo() throws Exception {
    Supplier<Optional<String>> blind =
        () -> {
          throw new IllegalStateException("the container is closed");
        };
    try (FaultWatch watch = FaultWatch.start(blind, told::add, ended::countDown)) {
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(watch.looksFaulty()).isTrue();
      assertThat(told).hasSize(1);
      assertThat(told.get(0)).contains("can't be watched any more", "the container is closed");
    }
  }

  @Test
  void isAskedByWhoeverMeetsTheConsequencesFirst() throws Exception {
    try (FaultWatch watch = FaultWatch.start(fault::get, told::add, ended::countDown)) {
      assertThat(watch.looksFaulty()).isFalse();
      fault.set(Optional.of("The disk is full."));
      assertThat(watch.looksFaulty()).isTrue();
      assertThat(watch.looksFaulty()).isTrue();
      assertThat(told).containsExactly("The disk is full.");
    }
  }

  @Test
  void saysNothingOnceItIsClosed() throws Exception {
    try (FaultWatch watch = FaultWatch.start(fault::get, told::add, ended::countDown)) {
      watch.close();
      fault.set(Optional.of("The disk is full."));
      assertThat(ended.await(1, TimeUnit.SECONDS)).isFalse();
      assertThat(told).isEmpty();
    }
  }

  @Test
  void freesAThreadThatWaitsInVain() {
    fault.set(Optional.of("The broker is gone."));
    Thread waiting = Thread.currentThread();
    CountDownLatch never = new CountDownLatch(1);
    boolean freed = false;
    try (FaultWatch watch = FaultWatch.start(fault::get, told::add, waiting::interrupt)) {
      assertThat(never.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      freed = true;
    }
    assertThat(freed).isTrue();
  }
}
