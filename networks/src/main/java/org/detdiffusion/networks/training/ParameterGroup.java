package org.detdiffusion.networks.training;

import java.util.List;

/**
 * Parameters that are trained alike.
 *
 * @param rate factor of the learning rate; 0 for those that are frozen
 * @param decayed whether they are subject to weight decay
 */
public record ParameterGroup(String name, double rate, boolean decayed) {

  /**
   * Parameters that stay as they are: no gradient is taken of them and nothing kept beside them.
   */
  public static ParameterGroup frozen(String name) {
    return new ParameterGroup(name, 0, false);
  }

  public boolean trained() {
    return rate != 0;
  }

  /** For {@code Parameters.decayedAndPlain()}. */
  public static List<ParameterGroup> decayedAndPlain() {
    return List.of(new ParameterGroup("decayed", 1, true), new ParameterGroup("plain", 1, false));
  }
}
