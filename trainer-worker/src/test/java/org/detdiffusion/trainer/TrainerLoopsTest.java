package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.detdiffusion.workerkit.JobQueueOptions;
import org.detdiffusion.workerkit.QueueKind;
import org.junit.jupiter.api.Test;

class TrainerLoopsTest {
  @Test
  void aRunIsCutOffNoSoonerThanIsSet() {
    Duration grace = Duration.ofMinutes(5);
    var config = new FixedConfig(Path.of("."), Duration.ZERO, QueueKind.GROUP, grace);

    JobQueueOptions queue = TrainerLoops.queue(config);

    assertThat(queue.grace()).isEqualTo(grace);
    assertThat(queue.patience()).isGreaterThan(grace);
    assertThat(queue.queue()).isEqualTo(QueueKind.GROUP);
  }
}
