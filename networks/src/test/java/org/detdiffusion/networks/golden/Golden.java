package org.detdiffusion.networks.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.networks.weights.SafeTensors;

/**
 * Reference numbers that the original packages computed, and how far ours are from them: the set
 * that is shipped, or another of the same layout. Differences that are not a number stay so through
 * every maximum, and no test accepts them.
 */
public final class Golden {

  public static final Path DIRECTORY = Path.of(System.getProperty("golden.dir"));

  /** The worst error as long as nothing has been compared; less than any error. */
  public static final double NOTHING = Double.NEGATIVE_INFINITY;

  private Golden() {}

  public static SafeTensors tensors(String file) throws IOException {
    return SafeTensors.open(DIRECTORY.resolve(file));
  }

  public static JsonNode json(String file) throws IOException {
    return new JsonMapper().readTree(DIRECTORY.resolve(file).toFile());
  }

  /** Names without ending of the files in a folder that end so, sorted. */
  public static List<String> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    }
  }

  /** The largest absolute difference. */
  public static double worst(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = NOTHING;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs((double) actual[i] - expected[i]));
    }
    return worst;
  }

  /** The same as a share of the largest expected value. */
  public static double relative(float[] actual, float[] expected) {
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    return worst(actual, expected) / (largest == 0 ? 1 : largest);
  }

  /** The largest difference where 1 and more are counted relative to the expected value. */
  public static double worstRelative(double[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = NOTHING;
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
      worst = Math.max(worst, error);
    }
    return worst;
  }

  /** The largest distance of an expected row from the nearest actual one, whatever their order. */
  public static double worstOfRows(float[] actual, float[] expected, int width) {
    double worst = NOTHING;
    for (int row = 0; row < expected.length; row += width) {
      double nearest = Double.MAX_VALUE;
      for (int other = 0; other < actual.length; other += width) {
        double distance = 0;
        for (int i = 0; i < width; i++) {
          distance = Math.max(distance, Math.abs((double) actual[other + i] - expected[row + i]));
        }
        nearest = Math.min(nearest, distance);
      }
      worst = Math.max(worst, nearest);
    }
    return worst;
  }

  /** Prints what is about to be judged, and fails when it is too much, no number, or nothing. */
  public static void assertWithin(String what, double worst, double tolerance) {
    System.out.printf("%s: worst error %.2e, allowed %.1e%n", what, worst, tolerance);
    assertThat(worst).as(what).isNotNaN().isNotEqualTo(NOTHING).isLessThan(tolerance);
  }
}
