package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.testing.Canary;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.PermanentCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strings of a job are names: never fetched, and short enough for keys. */
class HostileJobsTest {
  private static final String MODEL = "1a".repeat(32);

  @TempDir Path directory;
  private final AnnouncedGenerators announced = new AnnouncedGenerators();

  @Test
  void noStringOfAJobOrAnAnnouncementIsFetched() throws Exception {
    try (var canary = new Canary()) {
      for (ModelUpdate update : canary.naming(Examples.update("generator", MODEL))) {
        announced.read(Examples.record(update));
      }
      announced.read(Examples.record(Examples.update("generator", MODEL)));
      List<LayoutJob> hostile = canary.naming(Examples.job("a"));
      assertThat(hostile).hasSizeGreaterThan(5);

      for (LayoutJob job : hostile) {
        assertThat(outcome(job)).isNotNull();
      }

      assertThat(canary.hits()).isZero();
    }
  }

  @Test
  void anIdTooLongForAKeyIsRejected() {
    JobOutcome outcome = outcome(Examples.job("x".repeat(513)));

    assertThat(((JobOutcome.Rejected) outcome).code()).isEqualTo(PermanentCode.ID_TOO_LONG);
  }

  private JobOutcome outcome(LayoutJob job) {
    var loaded =
        new LoadedGenerators(
            directory, checkpoint -> new SeedPainter(checkpoint.getFileName().toString()), 1);
    var metrics = new GeneratorMetrics(new SimpleMeterRegistry());
    return new ImageGeneration(announced, loaded, metrics, MessageImages.in(directory, 0))
        .handle(List.of(Examples.record(job)))
        .get(0);
  }
}
