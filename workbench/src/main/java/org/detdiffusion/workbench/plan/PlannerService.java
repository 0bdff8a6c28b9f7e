package org.detdiffusion.workbench.plan;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Map;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.LoopHealth;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** The planner of this process: runs while the process does. */
@ApplicationScoped
public class PlannerService {
  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject MeterRegistry meters;

  private PlannerLoop loop;

  void start(@Observes StartupEvent event) {
    loop = new PlannerLoop(new KafkaClients(kafka, meters));
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  @Produces
  @Liveness
  HealthCheck plannerAlive() {
    return () -> new LoopHealth(loop.loops()).liveness().call();
  }

  @Produces
  @Readiness
  HealthCheck plannerReady() {
    return () -> new LoopHealth(loop.loops()).readiness().call();
  }
}
