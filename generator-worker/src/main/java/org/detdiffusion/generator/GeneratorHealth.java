package org.detdiffusion.generator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.detdiffusion.workerkit.LoopHealth;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Health of the generator's loops. */
@ApplicationScoped
public class GeneratorHealth {

  @Produces
  @Liveness
  HealthCheck generatorAlive(GeneratorWorker generator) {
    return () -> new LoopHealth(generator.loops()).liveness().call();
  }

  @Produces
  @Readiness
  HealthCheck generatorBrokers(GeneratorWorker generator) {
    return () -> generator.brokers().call();
  }

  @Produces
  @Readiness
  HealthCheck generatorReady(GeneratorWorker generator) {
    return () -> new LoopHealth(generator.loops()).readiness().call();
  }
}
