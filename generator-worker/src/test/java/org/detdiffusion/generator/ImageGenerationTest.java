package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.TransientCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageGenerationTest {
  private static final String FIRST = "1a".repeat(32);
  private static final String SECOND = "2b".repeat(32);
  private static final String BROKEN = "3c".repeat(32);
  private static final String MISSING = "bad0".repeat(16);

  private final Map<String, SeedPainter> painters = new TreeMap<>();
  private final AnnouncedGenerators announced = new AnnouncedGenerators();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ImageGeneration generation =
      new ImageGeneration(
          announced,
          new LoadedGenerators(Path.of("models"), this::load, 1),
          new GeneratorMetrics(meters),
          MessageImages.inline());

  @Test
  void anImageCarriesHowItWasMade() throws Exception {
    announce("generator", FIRST);
    LayoutJob job = Examples.job("layout-7");

    Outgoing out = ((JobOutcome.Done) generate(Examples.record(job)).get(0)).outputs().get(0);

    SyntheticImage image = Wire.decode(SyntheticImage.class, out.value());
    byte[] png = new byte[image.getImage().remaining()];
    image.getImage().get(png);
    assertThat(out.topic()).isEqualTo(Topics.SYNTHETIC_IMAGES);
    assertThat(out.key()).isEqualTo("layout-7");
    assertThat(image.getGeneratorSha256()).isEqualTo(FIRST);
    assertThat(image.getPrompt()).isEqualTo("1 squares");
    assertThat(image.getLayout()).isEqualTo(job.getLayout());
    assertThat(image.getSha256()).isEqualTo(Sha256.of(png));
    assertThat(ImageFiles.decode(png, "made").get(0, 0, 0)).isEqualTo(job.getSeed() & 0xff);
  }

  @Test
  void jobsOfOneGeneratorAndSamplingAreMadeTogether() {
    announce("generator", FIRST);
    Sampling slow = new Sampling("dpm-solver++", 9, 1.0);
    LayoutMessage layout = Examples.job("x").getLayout();

    List<JobOutcome> outcomes =
        generate(
            Examples.record(Examples.job("a")),
            Examples.record(Examples.job("b", "generator", layout, slow)),
            Examples.record(Examples.job("c")));

    assertThat(outcomes).allMatch(JobOutcome.Done.class::isInstance);
    assertThat(painters.get(FIRST).batches).containsExactly(2, 1);
    assertThat(meters.get("detdiffusion.generator.images").counter().count()).isEqualTo(3);
  }

  @Test
  void outcomesComeInTheOrderOfTheJobs() throws Exception {
    announce("generator", FIRST);

    List<JobOutcome> outcomes =
        generate(
            Examples.record(Examples.job("a")),
            Examples.record(new byte[] {5}),
            Examples.record(Examples.job("b", "generator", Examples.square(60, 60))),
            Examples.record(Examples.job("c")));

    assertThat(outcomes.stream().map(ImageGenerationTest::summary))
        .containsExactly("a", "UNREADABLE", "BOX_OUTSIDE", "c");
  }

  @Test
  void anUnknownGeneratorIsNamedTogetherWithTheKnownOnes() {
    announce("cars", FIRST);

    JobOutcome outcome = generate(Examples.record(Examples.job("a"))).get(0);

    assertThat(outcome)
        .isEqualTo(
            new JobOutcome.Rejected(
                PermanentCode.UNKNOWN_GENERATOR, "no generator named 'generator'; known: [cars]"));
  }

  @Test
  void theNewestGeneratorOfANameMakesTheImages() {
    announce("generator", FIRST);
    generate(Examples.record(Examples.job("a")));
    announce("generator", SECOND);
    generate(Examples.record(Examples.job("b")));

    assertThat(painters.get(SECOND).batches).containsExactly(1);
    assertThat(painters.get(FIRST).closed).isTrue();
  }

  @Test
  void aPinnedGeneratorMakesTheImageWhicheverIsTheNewest() throws Exception {
    announce("generator", FIRST);
    LayoutJob job = LayoutJob.newBuilder(Examples.job("a")).setGeneratorSha256(SECOND).build();

    Outgoing out = ((JobOutcome.Done) generate(Examples.record(job)).get(0)).outputs().get(0);

    SyntheticImage image = Wire.decode(SyntheticImage.class, out.value());
    assertThat(image.getGeneratorSha256()).isEqualTo(SECOND);
    assertThat(painters).doesNotContainKey(FIRST);
  }

  @Test
  void aJobWhosePinnedGeneratorIsNotThereYetIsGivenBackAndItsNeighbourMade() {
    announce("generator", FIRST);
    LayoutJob job = LayoutJob.newBuilder(Examples.job("a")).setGeneratorSha256(MISSING).build();

    List<JobOutcome> outcomes = generate(Examples.record(job), Examples.record(Examples.job("b")));

    assertGivenBack(outcomes.get(0), TransientCode.GENERATOR_UNUSABLE);
    assertThat(outcomes.get(1)).isInstanceOf(JobOutcome.Done.class);
  }

  @Test
  void aPinThatIsNoChecksumNeverBecomesAPath() {
    announce("generator", FIRST);
    LayoutJob job = LayoutJob.newBuilder(Examples.job("a")).setGeneratorSha256("../x").build();

    assertThat(generate(Examples.record(job)).get(0))
        .isEqualTo(
            new JobOutcome.Rejected(
                PermanentCode.BAD_JOB,
                "layout 'a' names generatorSha256 '../x', which is not 64 hexadecimal digits"));
  }

  @Test
  void aJobThatBreaksTheNetworkIsGivenBackAndItsNeighboursAreMade() {
    announce("generator", FIRST);

    List<JobOutcome> outcomes =
        generate(
            Examples.record(Examples.job("a")),
            Examples.record(Examples.job(SeedPainter.BREAKS)),
            Examples.record(Examples.job("c")));

    assertThat(outcomes.get(0)).isInstanceOf(JobOutcome.Done.class);
    assertGivenBack(outcomes.get(1), TransientCode.NOT_MADE);
    assertThat(outcomes.get(2)).isInstanceOf(JobOutcome.Done.class);
  }

  @Test
  void aCheckpointThatCannotBeLoadedGivesTheJobBack() {
    announce("generator", MISSING);

    JobOutcome outcome = generate(Examples.record(Examples.job("a"))).get(0);

    assertGivenBack(outcome, TransientCode.GENERATOR_UNUSABLE);
  }

  @Test
  void jobsOfMoreGeneratorsThanStayLoadedAreAllMade() {
    announce("cars", FIRST);
    announce("cells", SECOND);

    List<JobOutcome> outcomes =
        generate(
            Examples.record(Examples.job("a", "cars", Examples.square(8, 8))),
            Examples.record(Examples.job("b", "cells", Examples.square(8, 8))));

    assertThat(outcomes).allMatch(JobOutcome.Done.class::isInstance);
    assertThat(painters.get(FIRST).closed).isTrue();
    assertThat(painters.get(SECOND).closed).isFalse();
  }

  @Test
  void aGeneratorThatBreaksWhileLoadingHurtsOnlyItsOwnJob() {
    announce("generator", FIRST);
    announce("broken", BROKEN);

    List<JobOutcome> outcomes =
        generate(
            Examples.record(Examples.job("a")),
            Examples.record(Examples.job("b", "broken", Examples.square(8, 8))));

    assertThat(outcomes.get(0)).isInstanceOf(JobOutcome.Done.class);
    assertThat(outcomes.get(1)).isInstanceOf(JobOutcome.Retry.class);
  }

  static Stream<Arguments> badJobs() {
    Sampling quick = Examples.QUICK;
    LayoutMessage good = Examples.job("x").getLayout();
    return Stream.of(
        bad(
            PermanentCode.UNKNOWN_CLASS,
            "'horse'",
            layout(Examples.object("horse", 1, 1, 9, 9)),
            quick),
        bad(PermanentCode.BOX_OUTSIDE, "[50.0", layout(Examples.square(50, 0)), quick),
        bad(PermanentCode.BOX_OUTSIDE, "[-4.0", layout(Examples.square(-4, 0)), quick),
        bad(
            PermanentCode.BOX_OUTSIDE,
            "above 0",
            layout(Examples.object("square", 1, 1, 0, 9)),
            quick),
        bad(PermanentCode.NOT_A_NUMBER, "NaN", layout(Examples.square(Double.NaN, 0)), quick),
        bad(PermanentCode.NO_OBJECTS, "no objects", layout(), quick),
        bad(PermanentCode.WRONG_SIZE, "32x64", new LayoutMessage(32, 64, good.getObjects()), quick),
        bad(
            PermanentCode.BAD_SAMPLING,
            "0 sampling steps",
            good,
            new Sampling("dpm-solver++", 0, 1.0)),
        bad(
            PermanentCode.BAD_SAMPLING,
            "guidance NaN",
            good,
            new Sampling("dpm-solver++", 6, Double.NaN)),
        bad(PermanentCode.BAD_SAMPLING, "'euler'", good, new Sampling("euler", 6, 1.0)));
  }

  private static Arguments bad(
      PermanentCode code, String part, LayoutMessage layout, Sampling sampling) {
    return Arguments.of(code, part, Examples.job("a", "generator", layout, sampling));
  }

  private static LayoutMessage layout(ObjectAnnotation... objects) {
    return new LayoutMessage(Examples.SIDE, Examples.SIDE, List.of(objects));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("badJobs")
  void aJobThatCannotBeMadeIsRejectedInOneSentence(PermanentCode code, String part, LayoutJob job) {
    announce("generator", FIRST);

    JobOutcome outcome = generate(Examples.record(job)).get(0);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            JobOutcome.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(code);
              assertThat(rejected.reason()).contains(part, "'a'").doesNotContain("\n");
            });
  }

  private static void assertGivenBack(JobOutcome outcome, TransientCode code) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            JobOutcome.Retry.class, retry -> assertThat(retry.code()).isEqualTo(code));
  }

  private static String summary(JobOutcome outcome) {
    return outcome instanceof JobOutcome.Done done
        ? done.outputs().get(0).key()
        : ((JobOutcome.Rejected) outcome).code().name();
  }

  private List<JobOutcome> generate(Incoming... records) {
    return generation.handle(List.of(records));
  }

  private void announce(String name, String location) {
    announced.read(Examples.record(Examples.update(name, location)));
  }

  private Generator load(Path checkpoint) throws IOException {
    String name = checkpoint.getFileName().toString();
    if (name.startsWith("bad")) {
      throw new IOException("the file is cut off");
    }
    if (name.equals(BROKEN)) {
      throw new IllegalStateException("out of native memory");
    }
    return painters.computeIfAbsent(name, SeedPainter::new);
  }
}
