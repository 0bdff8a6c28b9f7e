package org.detdiffusion.workbench.bench;

import java.util.List;
import java.util.OptionalDouble;
import org.detdiffusion.networks.bench.Measured;

/**
 * What was measured in turn.
 *
 * @param peakMebibytes the most memory this process has held until its end
 */
record BenchStage(String name, List<Measured> measured, long peakMebibytes) {

  static final String SINGLE = "float32";
  private static final String PRODUCT = "matmul";

  /** Speed as a share of that of products in single precision. */
  OptionalDouble ofProducts(Measured of) {
    return measured.stream()
        .filter(other -> other.work().startsWith(PRODUCT) && other.variant().equals(SINGLE))
        .mapToDouble(other -> of.gigaFlops() / other.gigaFlops())
        .findFirst();
  }

  /** Time as a share of what another variant took for the same work; none for itself. */
  OptionalDouble ofVariant(Measured of, String variant) {
    return measured.stream()
        .filter(other -> other.work().equals(of.work()) && other.variant().equals(variant))
        .filter(other -> !other.equals(of))
        .mapToDouble(other -> (double) of.nanoseconds() / other.nanoseconds())
        .findFirst();
  }
}
