package org.detdiffusion.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ConsoleFilterTest {
  private final ConsoleFilter filter = new ConsoleFilter();

  @Test
  void showsOurOwnWarnings() {
    assertThat(shows("org.detdiffusion.trainer.TrainingJobs", Level.WARNING)).isTrue();
    assertThat(shows("org.detdiffusion.trainer.TrainingJobs", Level.INFO)).isFalse();
  }

  @Test
  void showsErrorsOfLibrariesButNotTheirWarnings() {
    assertThat(shows("io.netty.channel", Level.SEVERE)).isTrue();
    assertThat(shows("ai.djl.pytorch", Level.WARNING)).isFalse();
  }

  @Test
  void leavesKafkaToTheLogFile() {
    assertThat(shows("kafka.server.ReplicaManager", Level.SEVERE)).isFalse();
    assertThat(shows("org.apache.kafka.storage.LogDirFailureChannel", Level.SEVERE)).isFalse();
    assertThat(shows("org.detdiffusion.broker.KafkaExits", Level.SEVERE)).isFalse();
    assertThat(shows("org.detdiffusion.workerkit.LoopThread", Level.WARNING)).isFalse();
  }

  private boolean shows(String logger, Level level) {
    LogRecord line = new LogRecord(level, "line");
    line.setLoggerName(logger);
    return filter.isLoggable(line);
  }
}
