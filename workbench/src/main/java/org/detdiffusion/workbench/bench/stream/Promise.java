package org.detdiffusion.workbench.bench.stream;

import java.util.Locale;

/**
 * A figure that is to be reached.
 *
 * @param atMost whether less is better
 */
record Promise(String what, double measured, double wanted, String unit, boolean atMost) {

  /** A share of 1, wanted as high as possible. */
  static Promise share(String what, double measured, double wanted) {
    return new Promise(what, 100 * measured, 100 * wanted, "%", false);
  }

  boolean isKept() {
    return atMost ? measured <= wanted : measured >= wanted;
  }

  String target() {
    return String.format(Locale.ROOT, "at %s %.0f %s", atMost ? "most" : "least", wanted, unit);
  }
}
