package org.detdiffusion.workbench.process;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Stops the broker after everything that uses it, however the process is asked to end. */
@ApplicationScoped
public class BrokerShutdown {

  void stop(@Observes @Priority(Integer.MAX_VALUE - 1) ShutdownEvent event) {
    AllInOne.stopBroker();
  }
}
