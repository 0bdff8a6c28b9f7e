package org.detdiffusion.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.Groups;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.JobQueueLoop;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What the log says of jobs that fail, one after the other. */
@Isolated
class JobsInLogTest {
  private static final int JOBS = 20;
  private final Logger logger = LogContext.getLogContext().getLogger("org.detdiffusion.workerkit");
  private final List<ExtLogRecord> lines = new CopyOnWriteArrayList<>();
  private final CountDownLatch failed = new CountDownLatch(JOBS);

  @Test
  @Tag("slow")
  void eachLineNamesItsJobAndOneTraceIsEnough(@TempDir Path directory) throws Exception {
    Listener listener = new Listener();
    logger.addHandler(listener);
    try (var broker = EmbeddedKafka.builder().dir(directory).start()) {
      var clients = clients(broker);
      clients.ensureTopics(1, 1);
      publish(clients);
      try (var loop =
          new JobQueueLoop("test", clients, Groups.GENERATOR, Topics.LAYOUT_JOBS, 1, this::fail)) {
        loop.start();
        assertThat(failed.await(2, TimeUnit.MINUTES)).isTrue();
      }
    } finally {
      logger.removeHandler(listener);
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(JOBS - 1);
    assertThat(lines).extracting(line -> line.getMdc("job")).containsOnly("night-1");
    assertThat(lines).extracting(line -> line.getMdc("record")).contains("layout-0", "layout-1");
    assertThat(lines).filteredOn(line -> line.getThrown() != null).hasSize(1);
    asJson(lines.get(0));
  }

  private static void asJson(ExtLogRecord line) throws Exception {
    JsonNode json = new ObjectMapper().readTree(new JsonFormatter().format(line));
    assertThat(json.get("message").asText()).startsWith("The handler failed on 1 jobs: no image");
    assertThat(json.at("/mdc/job").asText()).isEqualTo("night-1");
  }

  private List<JobOutcome> fail(List<Incoming> batch) {
    failed.countDown();
    throw new IllegalStateException("no image of " + batch.get(0).key());
  }

  private static void publish(KafkaClients clients) throws Exception {
    try (var publisher = clients.publisher()) {
      publisher.publish(
          IntStream.range(0, JOBS)
              .mapToObj(
                  job ->
                      new Outgoing(
                          Topics.LAYOUT_JOBS,
                          "layout-" + job,
                          new byte[1],
                          Map.of("job-id", "night-1")))
              .toList());
    }
  }

  private static KafkaClients clients(EmbeddedKafka broker) {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    return new KafkaClients(settings, new SimpleMeterRegistry());
  }

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord line) {
      if (line.getLoggerName().endsWith(".JobWork")) {
        ExtLogRecord kept = ExtLogRecord.wrap(line);
        kept.copyAll();
        lines.add(kept);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
