package org.detdiffusion.workbench.page;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.detdiffusion.workbench.page.access.SessionToken;
import org.detdiffusion.workbench.process.FaultWatch;
import org.detdiffusion.workbench.process.ProcessFaults;
import org.detdiffusion.workbench.process.ReadyWatch;
import org.detdiffusion.workbench.process.Terminal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The verb {@code serve}: everything is started already, until Ctrl-C or until something breaks.
 */
@Singleton
public class ServeApplication implements QuarkusApplication {
  private static final String NO_MODELS =
      " (none yet: serve the run directory of a demo, or publish training jobs)";

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject ProcessFaults faults;
  @Inject SessionToken token;

  @ConfigProperty(name = "quarkus.http.host")
  String host;

  @ConfigProperty(name = "quarkus.http.port")
  int port;

  @ConfigProperty(name = "detdiffusion.models.directory")
  String models;

  @Override
  public int run(String... arguments) {
    var out = Terminal.out();
    out.printf("Page:   http://%s:%d%n", host, port);
    out.printf("Kafka:  %s%n", kafka.get("bootstrap.servers"));
    out.printf("Token:  %s (header %s, to publish by REST)%n", token.value(), SessionToken.HEADER);
    out.printf("Models: %s%s%n", models, Files.isDirectory(Path.of(models)) ? "" : NO_MODELS);
    try (FaultWatch watch = faults.watch(List.of(), Quarkus::asyncExit);
        ReadyWatch unused = faults.whenEveryLoopRuns(() -> out.println("Ready; Ctrl-C stops."))) {
      Quarkus.waitForExit();
      return watch.isFaulty() ? 1 : 0;
    }
  }
}
