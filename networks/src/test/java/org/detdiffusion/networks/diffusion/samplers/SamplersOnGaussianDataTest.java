package org.detdiffusion.networks.diffusion.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For data from a normal distribution the best denoiser is known, and so are the samples. */
class SamplersOnGaussianDataTest {

  private static final double MEAN = 0.7;
  private static final double DEVIATION = 0.5;
  private static final NoiseSchedule COSINE = NoiseSchedule.cosine(1000);
  private static final PredictionType V = PredictionType.V_PREDICTION;

  /** Deterministic samplers map quantiles to quantiles: a grid of them needs no luck. */
  private static final double[] NOISE = new SeededNoise(1).next(40_000);

  /**
   * The jump from the last step to clean takes the middle of what is possible, hence less spread.
   */
  @ParameterizedTest
  @ValueSource(ints = {6, 8, 12, 24, 50})
  void dpmSolverGivesTheRightMeanAndSpreadInFewSteps(int steps) {
    double[] samples = sample(DpmSolverPlusPlus.of(COSINE, V, steps), V);

    assertThat(mean(samples)).isCloseTo(MEAN, within(0.02));
    assertThat(deviation(samples)).isCloseTo(DEVIATION, within(steps < 12 ? 0.08 : 0.02));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void dpmSolverStaysFiniteInVeryFewSteps(int steps) {
    for (int order = 1; order <= 3; order++) {
      double[] samples =
          sample(
              new DpmSolverPlusPlus(
                  COSINE, V, steps, order, DpmSolverPlusPlus.SecondOrder.HEUN, true),
              V);

      assertThat(mean(samples)).isCloseTo(MEAN, within(0.1));
      assertThat(deviation(samples)).isBetween(0.0, DEVIATION + 0.05);
    }
  }

  @ParameterizedTest
  @EnumSource(PredictionType.class)
  void allSamplersAgreeWithManySteps(PredictionType type) {
    NoiseSchedule schedule = NoiseSchedule.scaledLinear();
    Sampler[] samplers = {
      new DdpmSampler(schedule, type, 250, DdpmSampler.Variance.FIXED_SMALL),
      new DdimSampler(schedule, type, 250, 0, 1, true),
      new DdimSampler(schedule, type, 250, 1, 1, true),
      new PndmSampler(schedule, type, 50, 1),
      DpmSolverPlusPlus.of(schedule, type, 50),
      new UniPcSampler(schedule, type, 50, 2, UniPcWeights.Kind.BH2),
    };
    for (Sampler sampler : samplers) {
      double[] samples = sample(sampler, schedule, type);

      assertThat(mean(samples)).as(sampler.toString()).isCloseTo(MEAN, within(0.02));
      assertThat(deviation(samples)).as(sampler.toString()).isCloseTo(DEVIATION, within(0.02));
    }
  }

  @Test
  void anImageDoesNotDependOnItsNeighbours() {
    Sampler sampler = new DdimSampler(COSINE, V, 10, 1, 0, true);
    Denoiser denoiser = exact(COSINE, V);
    SeededNoise together = new SeededNoise(5, 6, 7);
    double[] batch = sampler.sample(denoiser, together.next(30), together);

    for (int image = 0; image < 3; image++) {
      SeededNoise alone = new SeededNoise(5 + image);
      assertThat(sampler.sample(denoiser, alone.next(10), alone))
          .isEqualTo(Arrays.copyOfRange(batch, image * 10, image * 10 + 10));
    }
  }

  @Test
  void leavesTheInitialNoiseAsItWas() {
    double[] initial = new SeededNoise(3).next(8);
    double[] copy = initial.clone();
    DpmSolverPlusPlus.of(COSINE, V, 6).sample(exact(COSINE, V), initial, NoiseSource.none());

    assertThat(initial).isEqualTo(copy);
  }

  private static double[] sample(Sampler sampler, PredictionType type) {
    return sample(sampler, COSINE, type);
  }

  /** Starts from data made noisy, as some schedules end before all is noise. */
  private static double[] sample(Sampler sampler, NoiseSchedule schedule, PredictionType type) {
    int first = sampler.timesteps()[0];
    double alpha = schedule.alpha(first);
    double spread = Math.hypot(alpha * DEVIATION, schedule.sigma(first));
    double[] initial = Arrays.stream(NOISE).map(z -> alpha * MEAN + spread * z).toArray();
    return sampler.sample(exact(schedule, type), initial, new SeededNoise(2));
  }

  /** The conditional expectation of noise or velocity given the noisy value. */
  private static Denoiser exact(NoiseSchedule schedule, PredictionType type) {
    return (latents, timestep) -> {
      double alpha = schedule.alpha(timestep);
      double sigma = schedule.sigma(timestep);
      double variance = Math.pow(alpha * DEVIATION, 2) + sigma * sigma;
      return Arrays.stream(latents)
          .map(
              x -> {
                double surprise = (x - alpha * MEAN) / variance;
                double clean = MEAN + alpha * DEVIATION * DEVIATION * surprise;
                double epsilon = sigma * surprise;
                return type == V ? alpha * epsilon - sigma * clean : epsilon;
              })
          .toArray();
    };
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
  }
}
