package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.workerkit.JobOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When networks come into memory and leave it; there is room for one. */
class GeneratorMemoryTest {
  private static final String FIRST = "1a".repeat(32);
  private static final String SECOND = "2b".repeat(32);
  private static final String MISSING = "3c".repeat(32);

  private final List<SeedPainter> painters = new ArrayList<>();
  private final List<Long> openWhenLoaded = new ArrayList<>();
  private final AnnouncedGenerators announced = new AnnouncedGenerators();
  private final ImageGeneration generation =
      new ImageGeneration(
          announced,
          new LoadedGenerators(Path.of("models"), new Painters(), 1),
          new GeneratorMetrics(new SimpleMeterRegistry()),
          MessageImages.inline());

  @BeforeEach
  void makeAnImage() {
    announced.read(Examples.record(Examples.update("generator", FIRST)));
    assertThat(generate(Examples.job("a"))).isInstanceOf(JobOutcome.Done.class);
  }

  @Test
  void theOldGeneratorIsDroppedBeforeTheNewOneIsLoaded() {
    announced.read(Examples.record(Examples.update("generator", SECOND)));
    assertThat(generate(Examples.job("b"))).isInstanceOf(JobOutcome.Done.class);

    assertThat(openWhenLoaded).containsExactly(0L, 0L);
  }

  @Test
  void aGeneratorThatIsNotThereDropsNoOther() {
    LayoutJob job = LayoutJob.newBuilder(Examples.job("b")).setGeneratorSha256(MISSING).build();
    assertThat(generate(job)).isInstanceOf(JobOutcome.Retry.class);

    assertThat(painters.get(0).closed).isFalse();
  }

  @Test
  void aNetworkIsNotFreedUnderABatchThatOutlivesItsGrace() {
    painters.get(0).whilePainting =
        () -> {
          CompletableFuture.runAsync(generation::close).join();
          assertThat(painters.get(0).closed).isFalse();
        };
    assertThat(generate(Examples.job("b"))).isInstanceOf(JobOutcome.Done.class);

    generation.close();
    assertThat(painters.get(0).closed).isTrue();
  }

  private JobOutcome generate(LayoutJob job) {
    return generation.handle(List.of(Examples.record(job))).get(0);
  }

  private final class Painters implements ImageMakers {
    @Override
    public void look(Path checkpoint) throws IOException {
      if (checkpoint.endsWith(MISSING)) {
        throw new IOException("there is no checkpoint yet");
      }
    }

    @Override
    public Generator load(Path checkpoint) {
      openWhenLoaded.add(painters.stream().filter(painter -> !painter.closed).count());
      painters.add(new SeedPainter(checkpoint.getFileName().toString()));
      return painters.get(painters.size() - 1);
    }
  }
}
