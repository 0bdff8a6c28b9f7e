package org.detdiffusion.workbench.backlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.detdiffusion.generator.GeneratorConfig;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workbench.process.WorkbenchMeters;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.Groups;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.ProcessMemory;
import org.detdiffusion.workerkit.QueueBacklog;
import org.jboss.logging.Logger;

/** Asks every few seconds how much the generators have before them, whether any runs or not. */
@ApplicationScoped
public class BacklogService {
  private static final Logger LOG = Logger.getLogger(BacklogService.class);

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject MeterRegistry meters;
  @Inject BacklogConfig config;
  @Inject GeneratorConfig generators;

  private final ImageSeconds seconds = new ImageSeconds();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "backlog"));
  private volatile Optional<Backlog> newest = Optional.empty();
  private QueueBacklog queue;

  void start(@Observes StartupEvent event) {
    config.check();
    ProcessMemory.bindTo(meters);
    gauge(WorkbenchMeters.BACKLOG_JOBS, Backlog::jobs);
    gauge(WorkbenchMeters.BACKLOG_IMAGE_TIME, Backlog::secondsPerImage);
    gauge(WorkbenchMeters.BACKLOG_GPU_TIME, Backlog::gpuSeconds);
    queue =
        new QueueBacklog(
            new KafkaClients(kafka, meters).actingAs(ClusterRole.PAGE),
            Groups.GENERATOR,
            Topics.LAYOUT_JOBS,
            generators.queue());
    long millis = config.every().toMillis();
    var unused = thread.scheduleWithFixedDelay(this::ask, 0, millis, TimeUnit.MILLISECONDS);
  }

  private void gauge(WorkbenchMeters meter, ToDoubleFunction<Backlog> value) {
    meter.gauge(meters, this, backlog -> backlog.told(value));
  }

  private double told(ToDoubleFunction<Backlog> value) {
    return newest.map(value::applyAsDouble).orElse(Double.NaN);
  }

  private void ask() {
    try {
      newest = Optional.of(seconds.of(queue.jobs(), config.assumedSecondsPerImage()));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException away) {
      newest = Optional.empty();
      LOG.debugf("the backlog is not known: %s", away.getMessage());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    thread.shutdownNow();
    if (queue != null) { // it is when a setting was refused
      queue.close();
    }
  }

  /** Where the times of new images are told. */
  public ImageSeconds seconds() {
    return seconds;
  }

  /** Empty while the brokers have not answered. */
  public Optional<Backlog> newest() {
    return newest;
  }
}
