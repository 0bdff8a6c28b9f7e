package org.detdiffusion.perception.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.detdiffusion.perception.GoldenTensors;
import org.junit.jupiter.api.Test;

/** Against eigenvalues of 40 digits. */
class FrechetDistanceGoldenTest {

  private static final Path GOLDEN = Path.of(System.getProperty("golden.dir"), "frechet");

  private final GoldenTensors features = new GoldenTensors(GOLDEN.resolve("frechet.safetensors"));

  FrechetDistanceGoldenTest() throws IOException {}

  /**
   * Where a covariance has no full rank the reference is of the covariance as numpy rounded it,
   * whose eigenvalues of 1e-17 have roots of 3e-9: nine digits is all that it can say.
   */
  @Test
  void agreesToElevenDigitsAlsoWhereFeaturesDependOnEachOther() throws IOException {
    JsonNode cases = new ObjectMapper().readTree(GOLDEN.resolve("frechet.json").toFile());
    for (Map.Entry<String, JsonNode> named : cases.properties()) {
      double distance = FrechetDistance.of(rows(named, ".x"), rows(named, ".y"));
      double expected = named.getValue().get("mpmath_40_digits").asDouble();
      double error = Math.abs(distance - expected) / Math.max(1, Math.abs(expected));
      boolean fullRank = named.getValue().get("smallest_eigenvalue_cov_x").asDouble() > 1e-12;
      System.out.printf("Frechet distance, %s: worst error %.1e%n", named.getKey(), error);
      assertThat(error).as(named.getKey()).isLessThan(fullRank ? 1e-11 : 1e-8);
    }
  }

  @Test
  void isTheSquaredDistanceOfSetsThatOnlyLieApart() {
    double[][] here = {{0, 0}, {1, 0}, {0, 2}};
    double[][] there = {{3, 4}, {4, 4}, {3, 6}};

    assertThat(FrechetDistance.of(here, there)).isCloseTo(25, within(1e-12));
  }

  @Test
  void namesWhatIsWrongWithFeatures() {
    double[][] one = {{1, 2}};
    double[][] two = {{1, 2}, {3, 4}};
    double[][] wide = {{1, 2, 3}, {3, 4, 5}};

    assertThatThrownBy(() -> FrechetDistance.of(two, one)).hasMessageContaining("at least two");
    assertThatThrownBy(() -> FrechetDistance.of(two, wide))
        .hasMessage("features have 2 numbers in one place and 3 in another");
  }

  /** A set without features of its own is compared with itself, and a note says which it is. */
  private double[][] rows(Map.Entry<String, JsonNode> named, String side) {
    String own = named.getKey() + side;
    String note = named.getValue().path("note").asText();
    String name = features.contains(own) ? own : note.substring(note.lastIndexOf('=') + 1).trim();
    int[] shape = features.shape(name);
    float[] flat = features.floats(name);
    double[][] rows = new double[shape[0]][shape[1]];
    for (int i = 0; i < flat.length; i++) {
      rows[i / shape[1]][i % shape[1]] = flat[i];
    }
    return rows;
  }
}
