package org.detdiffusion.workbench.process;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import org.jboss.logmanager.handlers.FileHandler;

/**
 * Keeps a log file that can't be written, for the disk is full, from telling so on the terminal.
 */
@ApplicationScoped
public class LogFile {

  void start(@Observes StartupEvent event) {
    for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
      if (handler instanceof FileHandler) {
        handler.setErrorManager(new Silence());
      }
    }
  }

  private static final class Silence extends ErrorManager {
    @Override
    public synchronized void error(String message, Exception cause, int code) {
      // FaultWatch tells of a full disk, in one sentence.
    }
  }
}
