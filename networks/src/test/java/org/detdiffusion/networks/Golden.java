package org.detdiffusion.networks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.networks.weights.SafeTensors;

/** Reference numbers that the original packages computed, and how far ours are from them. */
public final class Golden {

  private static final Path DIRECTORY = Path.of(System.getProperty("golden.dir"));

  private Golden() {}

  public static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(DIRECTORY.resolve(file).toFile());
  }

  public static SafeTensors tensors(String file) throws IOException {
    return SafeTensors.open(DIRECTORY.resolve(file));
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
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs((double) actual[i] - expected[i]);
      worst = error <= worst ? worst : error;
    }
    return worst;
  }

  /** The largest distance of an expected row from the nearest actual one, whatever their order. */
  public static double worstOfRows(float[] actual, float[] expected, int width) {
    double worst = 0;
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

  /** The largest difference where 1 and more are counted relative to the expected value. */
  public static double worstRelative(double[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
      worst = error <= worst ? worst : error;
    }
    return worst;
  }

  /** The largest difference in units of the largest expected value. */
  public static double worstOfLargest(float[] actual, float[] expected) {
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    return worst(actual, expected) / (largest == 0 ? 1 : largest);
  }

  /** Prints what a test is about to judge, and judges it. */
  public static void check(String what, double worst, double tolerance) {
    System.out.printf("%s: worst error %.2e (at most %.0e)%n", what, worst, tolerance);
    assertThat(worst).as(what).isNotNaN().isLessThan(tolerance);
  }
}
