package org.detdiffusion.workbench.report;

/**
 * What became of the images that a round asked for.
 *
 * @param kept let through by the gate
 * @param agreement mean share of the asked objects that the gate found, 0 to 1, over the images of
 *     all rounds so far; NaN in round 0
 */
public record RoundImages(int asked, int made, int kept, int dropped, double agreement) {
  public static final RoundImages NONE = new RoundImages(0, 0, 0, 0, Double.NaN);
}
