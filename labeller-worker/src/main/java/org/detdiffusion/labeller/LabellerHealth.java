package org.detdiffusion.labeller;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.detdiffusion.workerkit.LoopHealth;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Health of the labeller's loops. */
@ApplicationScoped
public class LabellerHealth {

  @Produces
  @Liveness
  HealthCheck labellerAlive(LabellerWorker labeller) {
    return () -> new LoopHealth(labeller.loops()).liveness().call();
  }

  @Produces
  @Readiness
  HealthCheck labellerBrokers(LabellerWorker labeller) {
    return () -> labeller.brokers().call();
  }

  @Produces
  @Readiness
  HealthCheck labellerReady(LabellerWorker labeller) {
    return () -> new LoopHealth(labeller.loops()).readiness().call();
  }
}
