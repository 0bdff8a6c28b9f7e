package org.detdiffusion.workbench.report;

import java.awt.Color;
import java.util.List;

/** One colour a class, told apart by the colour-blind too (Okabe and Ito), in class order. */
public record Palette(List<String> classes) {
  private static final List<String> COLOURS =
      List.of(
          "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#d55e00", "#cc79a7", "#0072b2", "#ffffff");

  public String hex(String className) {
    return COLOURS.get(Math.floorMod(classes.indexOf(className), COLOURS.size()));
  }

  public Color colour(String className) {
    return Color.decode(hex(className));
  }
}
