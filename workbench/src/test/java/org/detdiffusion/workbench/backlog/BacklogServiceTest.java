package org.detdiffusion.workbench.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.generator.GeneratorConfig;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workbench.process.WorkbenchMeters;
import org.detdiffusion.workerkit.Groups;
import org.detdiffusion.workerkit.JobHandler;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.JobQueueLoop;
import org.detdiffusion.workerkit.JobQueueOptions;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.QueueKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figure to scale on, beside a broker with jobs on it. */
class BacklogServiceTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BacklogService service = new BacklogService();

  @ParameterizedTest
  @Tag("slow")
  @EnumSource(names = {"SHARE", "GROUP"})
  void theGaugeIsTheLagTimesTheMeasuredSeconds(QueueKind queue, @TempDir Path directory)
      throws Exception {
    try (var broker = EmbeddedKafka.builder().dir(directory).start()) {
      var clients = clients(broker);
      clients.ensureTopics(1, 1);
      start(broker, queue);
      publish(clients, 5);
      expect(5, 1);
      service.seconds().add(250);
      service.seconds().add(750);
      expect(5, 0.5);
      workAllOff(clients, queue);
      publish(clients, 3);
      expect(3, 0.5);
      theEndpointTellsTheSame(1.5);
    } finally {
      service.stop(null);
    }
  }

  private void start(EmbeddedKafka broker, QueueKind queue) {
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(BacklogConfig.class)
            .withMapping(GeneratorConfig.class)
            .withDefaultValue("detdiffusion.backlog.every", "PT0.1S")
            .withDefaultValue("detdiffusion.queue", queue.name())
            .addDefaultInterceptors()
            .build();
    service.kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    service.meters = meters;
    service.config = config.getConfigMapping(BacklogConfig.class);
    service.generators = config.getConfigMapping(GeneratorConfig.class);
    service.start(null);
  }

  private void workAllOff(KafkaClients clients, QueueKind queue) {
    JobHandler handler =
        batch -> batch.stream().<JobOutcome>map(job -> new JobOutcome.Done(List.of())).toList();
    var options = JobQueueOptions.batchesOf(2).withQueue(queue);
    try (var loop =
        new JobQueueLoop("test", clients, Groups.GENERATOR, Topics.LAYOUT_JOBS, options, handler)) {
      loop.start();
      expect(0, 0.5);
    }
  }

  private void expect(long jobs, double secondsEach) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!isTold(jobs, secondsEach) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    assertThat(told(WorkbenchMeters.BACKLOG_JOBS)).isEqualTo(jobs);
    assertThat(told(WorkbenchMeters.BACKLOG_IMAGE_TIME)).isEqualTo(secondsEach);
    assertThat(told(WorkbenchMeters.BACKLOG_GPU_TIME)).isEqualTo(jobs * secondsEach);
  }

  private boolean isTold(long jobs, double secondsEach) {
    return told(WorkbenchMeters.BACKLOG_JOBS) == jobs
        && told(WorkbenchMeters.BACKLOG_IMAGE_TIME) == secondsEach;
  }

  private double told(WorkbenchMeters meter) {
    return meters.get(meter.declaration().name()).gauge().value();
  }

  private void theEndpointTellsTheSame(double seconds) {
    var resource = new BacklogResource();
    resource.backlog = service;
    var json = new ObjectMapper().valueToTree(resource.backlog());
    assertThat(json.get("gpuSeconds").asDouble()).isEqualTo(seconds);
  }

  private static void publish(KafkaClients clients, int jobs) throws Exception {
    try (var publisher = clients.publisher()) {
      publisher.publish(
          IntStream.range(0, jobs)
              .mapToObj(job -> new Outgoing(Topics.LAYOUT_JOBS, "job-" + job, new byte[1]))
              .toList());
    }
  }

  private static KafkaClients clients(EmbeddedKafka broker) {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    return new KafkaClients(settings, new SimpleMeterRegistry());
  }
}
