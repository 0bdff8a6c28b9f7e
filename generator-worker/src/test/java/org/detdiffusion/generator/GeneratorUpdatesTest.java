package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobOutcome;
import org.junit.jupiter.api.Test;

/** Generators that are announced while jobs are made. */
class GeneratorUpdatesTest {
  private static final String FIRST = "1a".repeat(32);
  private static final String SECOND = "2b".repeat(32);
  private static final String BROKEN = "3c".repeat(32);

  private final List<String> loads = new ArrayList<>();
  private final Set<String> unreadable = new HashSet<>();
  private long now = Long.MAX_VALUE - 5;
  private final AnnouncedGenerators announced = new AnnouncedGenerators(() -> now);
  private final ImageGeneration generation =
      new ImageGeneration(
          announced,
          new LoadedGenerators(Path.of("models"), this::load, 2),
          new GeneratorMetrics(new SimpleMeterRegistry()),
          MessageImages.inline());

  @Test
  void aBrokenCheckpointIsRefusedAndTheOneBeforeItStaysInUse() throws Exception {
    announce("generator", FIRST);
    generate(Examples.record(Examples.job("a")));
    announce("generator", BROKEN);

    assertThat(generatorOf(Examples.job("b"))).isEqualTo(FIRST);
    assertThat(generatorOf(Examples.job("c"))).isEqualTo(FIRST);
    assertThat(loads).containsExactly(FIRST, BROKEN);
  }

  @Test
  void aRefusedCheckpointIsTriedAgainWhenItIsAnnouncedAgain() throws Exception {
    announce("generator", FIRST);
    announce("generator", BROKEN);
    assertThat(generatorOf(Examples.job("a"))).isEqualTo(FIRST);
    announce("generator", BROKEN);
    assertThat(generatorOf(Examples.job("b"))).isEqualTo(FIRST);

    assertThat(loads).containsExactly(BROKEN, FIRST, BROKEN);
  }

  @Test
  void aCheckpointThatCanNotBeReadNowIsTriedAgainAfterAWhile() throws Exception {
    announce("generator", FIRST);
    announce("generator", SECOND);
    unreadable.add(SECOND);
    assertThat(generatorOf(Examples.job("a"))).isEqualTo(FIRST);
    assertThat(generatorOf(Examples.job("b"))).isEqualTo(FIRST);
    assertThat(loads).containsExactly(SECOND, FIRST);

    unreadable.clear();
    now += Duration.ofSeconds(11).toNanos();
    assertThat(generatorOf(Examples.job("c"))).isEqualTo(SECOND);
  }

  @Test
  void aNameWritesNoLineOfItsOwnIntoTheLogWhenItsCheckpointIsRefused() {
    String name = "a\nERROR all is lost" + "b".repeat(200);
    announce(name, FIRST);
    announce(name, BROKEN);
    LayoutJob job =
        Examples.job("a", name, Examples.job("a").getLayout(), Examples.job("a").getSampling());
    try (LoggedLines log = new LoggedLines(ImageGeneration.class)) {
      generate(Examples.record(job));
      assertThat(log.lines())
          .singleElement()
          .satisfies(line -> assertThat(line).contains("is refused").hasSizeLessThan(250))
          .satisfies(line -> assertThat(line).doesNotContainPattern("\\p{Cntrl}"));
    }
  }

  @Test
  void aLonelyCheckpointThatCanNotBeReadNowGivesJobsBackUntilItCan() throws Exception {
    announce("generator", FIRST);
    unreadable.add(FIRST);
    assertThat(generate(Examples.record(Examples.job("a"))).get(0))
        .isInstanceOf(JobOutcome.Retry.class);

    unreadable.clear();
    assertThat(generatorOf(Examples.job("a"))).isEqualTo(FIRST);
  }

  @Test
  void aNewerCheckpointIsTakenAfterABrokenOne() throws Exception {
    announce("generator", FIRST);
    announce("generator", BROKEN);
    generate(Examples.record(Examples.job("a")));
    announce("generator", SECOND);

    assertThat(generatorOf(Examples.job("b"))).isEqualTo(SECOND);
  }

  @Test
  void jobsThatCanBeMadeTogetherHaveOneShape() {
    announce("generator", FIRST);
    LayoutMessage layout = Examples.job("x").getLayout();
    LayoutMessage wide = new LayoutMessage(128, Examples.SIDE, layout.getObjects());
    Sampling slow = new Sampling("dpm-solver++", 9, 1.0);
    Object shape = shape(Examples.job("a"));

    assertThat(shape(Examples.job("b"))).isEqualTo(shape);
    assertThat(shape(Examples.job("c", "generator", wide, Examples.QUICK))).isNotEqualTo(shape);
    assertThat(shape(Examples.job("d", "generator", layout, slow))).isNotEqualTo(shape);
    assertThat(shape(Examples.job("e", "nobody", layout, Examples.QUICK))).isNotEqualTo(shape);
    announce("generator", SECOND);
    assertThat(shape(Examples.job("f"))).isNotEqualTo(shape);
  }

  private Object shape(LayoutJob job) {
    return generation.shape(Examples.record(job));
  }

  private String generatorOf(LayoutJob job) throws Exception {
    var done = (JobOutcome.Done) generate(Examples.record(job)).get(0);
    return Wire.decode(SyntheticImage.class, done.outputs().get(0).value()).getGeneratorSha256();
  }

  private List<JobOutcome> generate(Incoming record) {
    return generation.handle(List.of(record));
  }

  private void announce(String name, String location) {
    announced.read(Examples.record(Examples.update(name, location)));
  }

  private Generator load(Path checkpoint) throws IOException {
    String name = checkpoint.getFileName().toString();
    loads.add(name);
    if (name.equals(BROKEN)) {
      throw new InvalidWeightsException(checkpoint, "is cut off");
    }
    if (unreadable.contains(name)) {
      throw new IOException("the disk is away");
    }
    return new SeedPainter(name);
  }
}
