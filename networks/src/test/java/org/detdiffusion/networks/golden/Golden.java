package org.detdiffusion.networks.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.networks.weights.SafeTensors;

/** The reference numbers: the set that is shipped, or another of the same layout. */
public final class Golden {

  public static final Path DIRECTORY = Path.of(System.getProperty("golden.dir"));

  private Golden() {}

  public static SafeTensors tensors(String file) throws IOException {
    return SafeTensors.open(DIRECTORY.resolve(file));
  }

  public static JsonNode json(String file) throws IOException {
    return new JsonMapper().readTree(DIRECTORY.resolve(file).toFile());
  }

  /** The largest difference; NaN is as bad as can be. */
  public static double worst(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs((double) actual[i] - expected[i]);
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    return worst;
  }

  /** The same as a share of the largest expected value. */
  public static double relative(float[] actual, float[] expected) {
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    return worst(actual, expected) / Math.max(largest, Float.MIN_NORMAL);
  }

  /** Fails without an error at all too: then nothing has been compared. */
  public static void assertWithin(String what, double worst, double tolerance) {
    System.out.printf("%s: worst error %.2e, allowed %.1e%n", what, worst, tolerance);
    assertThat(worst).as(what).isPositive().isLessThan(tolerance);
  }
}
