package org.detdiffusion.workbench.plan;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.LoopHealth;
import org.detdiffusion.workerkit.LoopOwner;
import org.detdiffusion.workerkit.Tracing;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** The planner of this process: runs while the process does. */
@ApplicationScoped
public class PlannerService implements LoopOwner {
  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject MeterRegistry meters;
  @Inject Tracing tracing;

  private volatile PlannerLoop loop;

  void start(@Observes StartupEvent event) {
    KafkaClients clients =
        new KafkaClients(kafka, meters).actingAs(ClusterRole.PLANNER).traced(tracing);
    loop = new PlannerLoop(clients);
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  @Override
  public List<Loop> loops() {
    return loop == null ? List.of() : loop.loops();
  }

  @Produces
  @Liveness
  HealthCheck plannerAlive() {
    return () -> new LoopHealth(loops()).liveness().call();
  }

  @Produces
  @Readiness
  HealthCheck plannerReady() {
    return () -> new LoopHealth(loops()).readiness().call();
  }
}
