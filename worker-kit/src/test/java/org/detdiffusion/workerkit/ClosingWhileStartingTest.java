package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Loops whose broker takes connections and never answers, or is not there at all. */
class ClosingWhileStartingTest {
  /** Well below the 30 to 60 seconds of Kafka's own patience. */
  private static final Duration SHORT = Duration.ofSeconds(15);

  private static final List<String> TOPICS = List.of("anything");

  @Test
  void aJobQueueEndsSoonWithoutItsBroker() throws Exception {
    endsSoon(clients -> new JobQueueLoop("queue", clients, "pool", "jobs", 1, batch -> List.of()));
  }

  @Test
  void aTransformEndsSoonWithoutItsBroker() throws Exception {
    endsSoon(clients -> new TransformLoop("transform", clients, "group", TOPICS, in -> List.of()));
  }

  @Test
  void aTailEndsSoonWithoutItsBroker() throws Exception {
    endsSoon(clients -> new TopicTail("tail", clients, TOPICS, record -> {}));
  }

  @Test
  void aPublisherWithNothingToWriteClosesSoonWithoutItsBroker() throws Exception {
    var publisher = clients(unusedPort()).publisher();
    assertThat(timeOf(publisher::close)).isLessThan(SHORT);
  }

  private static void endsSoon(java.util.function.Function<KafkaClients, Loop> make)
      throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      closesSoon(make.apply(clients(silent.getLocalPort())));
    }
    closesSoon(make.apply(clients(unusedPort())));
  }

  private static void closesSoon(Loop loop) throws InterruptedException {
    var never = new CountDownLatch(1);
    loop.start();
    assertThat(never.await(1, TimeUnit.SECONDS)).isFalse(); // until it waits for the broker
    assertThat(loop.state()).isEqualTo(new LoopState.Starting());
    assertThat(timeOf(loop::close)).isLessThan(SHORT);
    assertThat(loop.state()).isEqualTo(new LoopState.Stopped());
  }

  private static Duration timeOf(Runnable action) {
    long began = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static KafkaClients clients(int port) {
    return new KafkaClients(
        Map.of("bootstrap.servers", "127.0.0.1:" + port), new SimpleMeterRegistry());
  }

  private static int unusedPort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
