package org.detdiffusion.workbench.report;

import java.util.List;

/**
 * A contact sheet: rows of pictures, pictures of one column belong together.
 *
 * @param file name of its PNG file in the run directory
 */
public record Sheet(String file, String title, String caption, List<Row> rows) {

  public record Row(String label, List<Tile> tiles) {}
}
