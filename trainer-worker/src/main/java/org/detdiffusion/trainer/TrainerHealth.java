package org.detdiffusion.trainer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.detdiffusion.workerkit.LoopHealth;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Health of the trainer's loops. */
@ApplicationScoped
public class TrainerHealth {

  @Produces
  @Liveness
  HealthCheck trainerAlive(TrainerWorker trainer) {
    return () -> new LoopHealth(trainer.loops()).liveness().call();
  }

  @Produces
  @Readiness
  HealthCheck trainerBrokers(TrainerWorker trainer) {
    return () -> trainer.brokers().call();
  }

  @Produces
  @Readiness
  HealthCheck trainerReady(TrainerWorker trainer) {
    return () -> new LoopHealth(trainer.loops()).readiness().call();
  }
}
