package org.detdiffusion.networks.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link Optimiser#step} returns, by name. */
public final class LossValues {

  private LossValues() {}

  /**
   * @param names of the losses; the norm of the gradient comes after them
   * @throws NonFiniteLossException for the first that is not a finite number
   */
  public static Map<String, Double> named(List<String> names, float[] values, int step)
      throws NonFiniteLossException {
    Map<String, Double> losses = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      String name = i == names.size() ? "gradient_norm" : names.get(i);
      if (!Float.isFinite(values[i])) {
        throw new NonFiniteLossException(name, values[i], step);
      }
      losses.put(name, (double) values[i]);
    }
    return losses;
  }
}
