package org.detdiffusion.workbench.loop.serving;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.LoopOwner;
import org.detdiffusion.workerkit.Tracing;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The closed loop of this process; off unless a data set is named. */
@ApplicationScoped
public class LoopService implements LoopOwner {
  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject MeterRegistry meters;
  @Inject Tracing tracing;

  @ConfigProperty(name = "detdiffusion.loop.data-set")
  Optional<String> dataSet;

  @ConfigProperty(name = "detdiffusion.loop.split", defaultValue = "train")
  String split;

  @ConfigProperty(name = "detdiffusion.loop.rounds", defaultValue = "3")
  int rounds;

  @ConfigProperty(name = "detdiffusion.loop.images", defaultValue = "200")
  int images;

  @ConfigProperty(name = "detdiffusion.loop.focus", defaultValue = "HARD_OBJECTS")
  Focus focus;

  @ConfigProperty(name = "detdiffusion.loop.min-agreement", defaultValue = "0.5")
  double minAgreement;

  private volatile Optional<LoopDriver> driver = Optional.empty();

  void start(@Observes StartupEvent event) {
    driver = dataSet.map(this::driver);
    driver.ifPresent(LoopDriver::start);
  }

  private LoopDriver driver(String name) {
    KafkaClients clients =
        new KafkaClients(kafka, meters).actingAs(ClusterRole.LOOP).traced(tracing);
    return new LoopDriver(
        clients,
        new LoopBudget(name, split, rounds, images, focus, minAgreement),
        news -> Terminal.out().println("Loop:   " + news));
  }

  void stop(@Observes ShutdownEvent event) {
    driver.ifPresent(LoopDriver::close);
  }

  @Override
  public List<Loop> loops() {
    return driver.map(LoopDriver::loop).stream().toList();
  }
}
