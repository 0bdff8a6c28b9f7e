package org.detdiffusion.networks.diffusion.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Latents after every step, against diffusers 0.16.0. */
class SchedulersGoldenTest {

  private static final Path GOLDEN = Path.of(System.getProperty("golden.dir"), "schedulers");
  private static final Map<String, Double> WORST = new TreeMap<>();
  private static final double TOLERANCE = 1e-5;

  /**
   * In 50 steps spans are short, and the reference takes the third order's coefficients,
   * differences of near numbers over squares of spans, in float.
   */
  private static final double TOLERANCE_OF_SHORT_THIRD_ORDER_STEPS = 3e-4;

  private final SafeTensors golden = SafeTensors.open(GOLDEN.resolve("schedulers.safetensors"));

  SchedulersGoldenTest() throws IOException {}

  static Stream<GoldenRun> runs() throws IOException {
    JsonNode cases =
        new ObjectMapper().readTree(GOLDEN.resolve("schedulers.json").toFile()).path("cases");
    return StreamSupport.stream(cases.spliterator(), false).map(GoldenRun::new);
  }

  @AfterAll
  static void printsTheWorstErrors() {
    WORST.forEach((name, error) -> System.out.printf("%-30s %.1e%n", name, error));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void followsTheReferenceAtEveryStep(GoldenRun run) throws IOException {
    Sampler sampler = run.sampler();
    double[] initial = widen(golden.floats("x_init"));
    float[] expected = golden.floats(run.key() + ".latents_after_step");
    NoiseSource noise = recordedNoise(run, initial.length);

    assertThat(sampler.timesteps()).isEqualTo(run.timesteps());
    sampler.sample(
        SchedulersGoldenTest::fakeModel,
        initial,
        noise,
        (call, timestep, latents) -> compare(run, expected, call, latents));
  }

  @Test
  void tablesAreThoseOfStableDiffusion() throws IOException {
    NoiseSchedule schedule = NoiseSchedule.scaledLinear();
    float[] betas = golden.floats("betas");
    float[] alphasCumprod = golden.floats("alphas_cumprod");

    for (int t = 0; t < 1000; t++) {
      assertThat(schedule.beta(t)).isCloseTo(betas[t], within(2e-9));
      assertThat(schedule.alphaCumprod(t)).isCloseTo(alphasCumprod[t], within(1.2e-7));
    }
  }

  @Test
  void addsNoiseAndFindsVelocityAsTheReference() throws IOException {
    NoiseSchedule schedule = NoiseSchedule.scaledLinear();
    long[] timesteps = golden.longs("add_noise.timesteps");
    for (int image = 0; image < timesteps.length; image++) {
      float[] clean = image("add_noise.x", image, timesteps.length);
      float[] noise = image("add_noise.noise", image, timesteps.length);
      int timestep = (int) timesteps[image];

      assertThat(schedule.addNoise(clean, noise, timestep))
          .containsExactly(image("add_noise.out", image, timesteps.length), within(1e-6f));
      assertThat(schedule.velocity(clean, noise, timestep))
          .containsExactly(image("velocity.out", image, timesteps.length), within(1e-6f));
    }
  }

  private static double[] fakeModel(double[] latents, int timestep) {
    return Arrays.stream(latents).map(x -> 0.1 * x + Math.sin(timestep)).toArray();
  }

  private static void compare(GoldenRun run, float[] expected, int call, double[] latents) {
    for (int i = 0; i < latents.length; i++) {
      double want = expected[call * latents.length + i];
      double error = Math.abs(latents[i] - want) / Math.max(1, Math.abs(want));
      WORST.merge(run.group(), error, Math::max);
      assertThat(error).as(run.key() + " after call " + call).isLessThan(tolerance(run));
    }
  }

  private static double tolerance(GoldenRun run) {
    return run.key().endsWith("order3.N50") ? TOLERANCE_OF_SHORT_THIRD_ORDER_STEPS : TOLERANCE;
  }

  /** Row i of the recorded noise belongs to call i. */
  private NoiseSource recordedNoise(GoldenRun run, int length) throws IOException {
    String name = run.key() + ".noise_used";
    if (!golden.contains(name)) {
      return NoiseSource.none();
    }
    double[] recorded = widen(golden.floats(name));
    int[] call = {0};
    return ignored -> Arrays.copyOfRange(recorded, call[0]++ * length, call[0] * length);
  }

  private float[] image(String name, int index, int images) throws IOException {
    float[] all = golden.floats(name);
    int length = all.length / images;
    return Arrays.copyOfRange(all, index * length, (index + 1) * length);
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }
}
