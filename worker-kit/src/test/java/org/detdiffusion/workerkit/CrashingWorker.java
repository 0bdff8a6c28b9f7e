package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A worker in a process of its own, which a native library brings down as soon as it works. */
final class CrashingWorker {
  static final Path LOG = Path.of("target", "crashing-worker.log");

  private CrashingWorker() {}

  /** Takes jobs until one has brought it down, and then says so in the log. */
  static Process start(String group, String topic) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String servers = TestBroker.properties().get("bootstrap.servers").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-Xmx64m",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=target/hs_err_%p.log",
                "-cp",
                classes,
                CrashingWorker.class.getName(),
                servers,
                group,
                topic))
        .redirectErrorStream(true)
        .redirectOutput(LOG.toFile())
        .start();
  }

  public static void main(String[] arguments) throws InterruptedException {
    var clients =
        new KafkaClients(Map.of("bootstrap.servers", arguments[0]), new SimpleMeterRegistry());
    JobHandler crashing =
        batch -> {
          segmentationFault();
          new CountDownLatch(1).await();
          return List.of();
        };
    var options = JobQueueOptions.batchesOf(1);
    new JobQueueLoop("crashing", clients, arguments[1], arguments[2], options, crashing).start();
  }

  /** What libtorch's would be: the JVM writes its error file and aborts. */
  private static void segmentationFault() throws InterruptedException {
    try {
      String self = Long.toString(ProcessHandle.current().pid());
      boolean unused =
          new ProcessBuilder("kill", "-SEGV", self).start().waitFor(10, TimeUnit.SECONDS);
    } catch (IOException noKill) {
      throw new UncheckedIOException(noKill);
    }
  }
}
