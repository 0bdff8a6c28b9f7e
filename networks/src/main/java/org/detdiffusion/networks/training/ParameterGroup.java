package org.detdiffusion.networks.training;

import java.util.List;

/**
 * Parameters that are trained alike.
 *
 * @param rate factor of the learning rate
 * @param decayed whether they are subject to weight decay
 */
public record ParameterGroup(String name, double rate, boolean decayed) {

  /** For {@code Parameters.decayedAndPlain()}. */
  public static List<ParameterGroup> decayedAndPlain() {
    return List.of(new ParameterGroup("decayed", 1, true), new ParameterGroup("plain", 1, false));
  }
}
