package org.detdiffusion.generator;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.script.DeviceSetting;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.LoopOwner;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/** The generator of this process: runs while the process does, unless it is switched off. */
@ApplicationScoped
public class GeneratorWorker implements LoopOwner {
  private static final Logger LOG = Logger.getLogger(GeneratorWorker.class);

  @Inject GeneratorConfig config;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject ImageMakers makers;
  @Inject MeterRegistry registry;

  private volatile GeneratorLoops loops;

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      DeviceSetting.check();
      KafkaClients clients = new KafkaClients(kafka, registry).actingAs(ClusterRole.GENERATOR);
      loops = new GeneratorLoops(config, clients, makers);
      loops.start();
      LOG.infof("generator: batches of %d, models in %s", config.batch(), config.modelsDirectory());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (loops != null) {
      loops.close();
    }
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
