package org.detdiffusion.networks.golden;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.relative;
import static org.detdiffusion.networks.golden.Golden.worst;
import static org.detdiffusion.networks.golden.Golden.worstOfRows;
import static org.detdiffusion.networks.golden.Golden.worstRelative;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What judges all other comparisons must itself be able to fail. */
class GoldenTest {

  private static final float[] EXPECTED = {1, -2, 3};

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void refusesNoNumberWhereverItStands(int place) {
    float[] actual = EXPECTED.clone();
    actual[place] = Float.NaN;
    double[] doubles = {1, -2, 3};
    doubles[place] = Double.NaN;
    assertRefused(worst(actual, EXPECTED));
    assertRefused(worst(EXPECTED, actual));
    assertRefused(relative(actual, EXPECTED));
    assertRefused(worstRelative(doubles, EXPECTED));
    assertRefused(worstOfRows(actual, EXPECTED, 3));
    assertRefused(Math.max(Math.max(0.5, worst(actual, EXPECTED)), 0.1));
  }

  @Test
  void refusesAComparisonOfNothing() {
    assertRefused(Golden.NOTHING);
    assertRefused(worst(new float[0], new float[0]));
    assertRefused(relative(new float[0], new float[0]));
    assertRefused(worstOfRows(EXPECTED, new float[0], 3));
  }

  @Test
  void refusesWhatIsTooFar() {
    assertRefused(worst(new float[] {1, -2, 4.5f}, EXPECTED));
    assertRefused(worst(new float[] {1, -2, Float.NEGATIVE_INFINITY}, EXPECTED));
    assertRefused(worstOfRows(new float[0], EXPECTED, 3));
  }

  @Test
  void acceptsAnExactResult() {
    assertThatCode(() -> assertWithin("exact", worst(EXPECTED, EXPECTED), 1))
        .doesNotThrowAnyException();
  }

  private static void assertRefused(double worst) {
    assertThatThrownBy(() -> assertWithin("refused", worst, 1)).isInstanceOf(AssertionError.class);
  }
}
