package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MadeJobsTest {
  private static final String FIRST = "1".repeat(64);
  private static final String SECOND = "2".repeat(64);

  private final AnnouncedGenerators announced = new AnnouncedGenerators();
  private final SeedPainter first = new SeedPainter(FIRST);
  private final SeedPainter second = new SeedPainter(SECOND);
  private final ImageGeneration generation =
      new ImageGeneration(
          announced,
          new LoadedGenerators(
              Path.of("models"), folder -> folder.endsWith(FIRST) ? first : second, 2),
          new GeneratorMetrics(new SimpleMeterRegistry()),
          MessageImages.inline());
  private final Incoming job = Examples.record(Examples.job("a"));

  @BeforeEach
  void announce() {
    announced.read(Examples.record(Examples.update("generator", FIRST)));
  }

  @Test
  void aJobThatComesAgainCostsNoSecondImage() {
    assertThat(outputs(job)).hasSize(1);
    generation.written(List.of(job));

    assertThat(outputs(job)).isEmpty();
    assertThat(outputs(Examples.record(Examples.job("b")))).hasSize(1);
    assertThat(first.batches).containsExactly(1, 1);
  }

  @Test
  void aJobWhoseImageTheBrokersDoNotHaveIsDoneAgain() {
    assertThat(outputs(job)).hasSize(1);

    assertThat(outputs(job)).hasSize(1);
  }

  @Test
  void aNewerGeneratorMakesTheImageAnew() {
    assertThat(outputs(job)).hasSize(1);
    generation.written(List.of(job));
    announced.read(Examples.record(Examples.update("generator", SECOND)));

    assertThat(outputs(job)).hasSize(1);
    assertThat(second.batches).containsExactly(1);
  }

  private List<?> outputs(Incoming record) {
    return ((JobOutcome.Done) generation.handle(List.of(record)).get(0)).outputs();
  }
}
