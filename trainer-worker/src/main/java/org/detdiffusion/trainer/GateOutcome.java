package org.detdiffusion.trainer;

import java.util.Locale;

/** What the gate did with a synthetic image, and why. */
enum GateOutcome {
  KEPT,
  /** Too few of the asked objects were found. */
  NOT_FOUND,
  /** Too many things were seen that nothing asked for. */
  UNASKED;

  /** As the meter's tag and the names of measures have it. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
