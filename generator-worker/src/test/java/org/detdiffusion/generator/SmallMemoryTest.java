package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.TransientCode;
import org.junit.jupiter.api.Test;

/** On a device whose memory holds few images at once. */
class SmallMemoryTest {
  private static final String MODEL = "1a".repeat(32);

  private final SeedPainter painter = new SeedPainter(MODEL);

  @Test
  void aBatchThatDoesNotFitIsMadeInHalvesThatDo() {
    List<JobOutcome> outcomes = generation(2).handle(jobs(8));

    assertThat(outcomes).hasSize(8).allMatch(JobOutcome.Done.class::isInstance);
    assertThat(painter.batches).containsExactly(2, 2, 2, 2);
  }

  @Test
  void anImageThatFitsNowhereIsGivenBackWithItsOwnCode() {
    List<JobOutcome> outcomes = generation(0).handle(jobs(2));

    assertThat(outcomes)
        .hasSize(2)
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        JobOutcome.Retry.class,
                        retry -> {
                          assertThat(retry.code()).isEqualTo(TransientCode.OUT_OF_MEMORY);
                          assertThat(retry.reason()).contains("CUDA out of memory");
                        }));
  }

  private ImageGeneration generation(int most) {
    painter.most = most;
    var announced = new AnnouncedGenerators();
    announced.read(Examples.record(Examples.update("generator", MODEL)));
    var loaded = new LoadedGenerators(Path.of("models"), path -> painter, 1);
    var metrics = new GeneratorMetrics(new SimpleMeterRegistry());
    return new ImageGeneration(announced, loaded, metrics, MessageImages.inline());
  }

  private static List<Incoming> jobs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Examples.record(Examples.job("layout-" + i)))
        .toList();
  }
}
