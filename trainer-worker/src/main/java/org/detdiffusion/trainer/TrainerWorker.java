package org.detdiffusion.trainer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.networks.script.DeviceSetting;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.LoopOwner;
import org.detdiffusion.workerkit.ProcessMemory;
import org.detdiffusion.workerkit.Settings;
import org.detdiffusion.workerkit.Termination;
import org.detdiffusion.workerkit.Tracing;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/** The trainer of this process: runs while the process does, unless it is switched off. */
@ApplicationScoped
public class TrainerWorker implements LoopOwner {
  /** Of the application that is nothing but this worker. */
  private static final String NAME = "trainer-worker";

  private static final Logger LOG = Logger.getLogger(TrainerWorker.class);

  private final TrainerConfig config;
  private final Config settings;
  private final Map<String, Object> kafka;
  private final Trainings trainings;
  private final MeterRegistry registry;
  private volatile TrainerLoops loops;
  private volatile Tracing tracing = Tracing.OFF;

  @Inject
  TrainerWorker(
      TrainerConfig config,
      Config settings,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Trainings trainings,
      MeterRegistry registry) {
    this.config = config;
    this.settings = settings;
    this.kafka = kafka;
    this.trainings = trainings;
    this.registry = registry;
  }

  void start(@Observes StartupEvent event) {
    if (settings.getValue("quarkus.application.name", String.class).equals(NAME)) {
      Termination.endsWith(() -> Quarkus.asyncExit(0));
    }
    if (config.enabled()) {
      Settings.hold(this::begin, () -> Quarkus.asyncExit(1));
    }
  }

  private void begin() {
    DeviceSetting.check();
    ProcessMemory.bindTo(registry);
    tracing = Tracing.configured(NAME);
    KafkaClients clients =
        new KafkaClients(kafka, registry).actingAs(ClusterRole.TRAINER).traced(tracing);
    MessageImages images = MessageImages.configured(settings);
    loops = new TrainerLoops(config, clients, trainings, registry, images);
    loops.start();
    LOG.infof("trainer: %d slots, models in %s", config.slots(), config.modelsDirectory());
  }

  void stop(@Observes ShutdownEvent event) {
    if (loops != null) {
      loops.close();
    }
    tracing.close();
  }

  /** Up when it is switched off. */
  HealthCheck brokers() {
    return loops == null
        ? () -> HealthCheckResponse.up("brokers not needed")
        : loops.brokers().readiness();
  }

  @Override
  public List<Loop> loops() {
    return loops == null ? List.of() : loops.loops();
  }
}
