package org.detdiffusion.labeller;

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

/** The labeller of this process: runs while the process does, unless it is switched off. */
@ApplicationScoped
public class LabellerWorker implements LoopOwner {
  /** Of the application that is nothing but this worker. */
  private static final String NAME = "labeller-worker";

  private static final Logger LOG = Logger.getLogger(LabellerWorker.class);

  @Inject LabellerConfig config;
  @Inject Config settings;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Judges judges;
  @Inject MeterRegistry registry;

  private volatile LabellerLoops loops;
  private volatile Tracing tracing = Tracing.OFF;

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
        new KafkaClients(kafka, registry).actingAs(ClusterRole.LABELLER).traced(tracing);
    loops = new LabellerLoops(config, clients, judges, MessageImages.configured(settings));
    loops.start();
    LOG.infof("labeller: %s, models in %s", config.rule(), config.modelsDirectory());
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
