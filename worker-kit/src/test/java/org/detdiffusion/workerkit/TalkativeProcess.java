package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.messages.Topics;

/**
 * A process with every kind of loop that logs all it can, and tells its health and its meters: for
 * a test that reads what it said. Its settings come from a file.
 */
final class TalkativeProcess {
  static final int LOOKS = 12;
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private TalkativeProcess() {}

  public static void main(String... arguments) throws Exception {
    var meters = new SimpleMeterRegistry();
    var clients = new KafkaClients(read(Path.of(arguments[0])), meters);
    List<Loop> loops =
        List.of(
            new TopicTail("tail", clients, List.of(Topics.LAYOUT_JOBS), record -> {}),
            new TransformLoop("transform", clients, "talk", topics(), record -> List.of()),
            new JobQueueLoop("queue", clients, "talk-queue", Topics.LAYOUT_JOBS, 1, jobs -> null));
    try (var publisher = clients.publisher();
        var health = new BrokerHealth(clients, LIMIT)) {
      loops.forEach(Loop::start);
      look(loops, health);
      System.out.println(publisher + " " + clients);
    }
    loops.forEach(Loop::close);
    System.out.println(meters.getMetersAsString());
    Runtime.getRuntime().halt(0);
  }

  private static List<String> topics() {
    return List.of(Topics.TRAINING_JOBS);
  }

  /** Half a second apart. */
  private static void look(List<Loop> loops, BrokerHealth health) throws InterruptedException {
    var pause = new CountDownLatch(1);
    for (int look = 0; look < LOOKS; look++) {
      boolean unused = pause.await(500, TimeUnit.MILLISECONDS);
      System.out.println("brokers: " + health.readiness().call().getData());
      System.out.println("alive: " + new LoopHealth(loops).liveness().call().getData());
    }
  }

  private static Map<String, Object> read(Path file) throws Exception {
    var properties = new Properties();
    try (InputStream stream = Files.newInputStream(file)) {
      properties.load(stream);
    }
    Map<String, Object> settings = new HashMap<>();
    properties.forEach((name, value) -> settings.put(name.toString(), value));
    return settings;
  }
}
