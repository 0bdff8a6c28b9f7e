package org.detdiffusion.workbench.report;

import java.awt.Graphics2D;
import java.util.Locale;

/**
 * Letters of 5x7 dots, so that sheets can be labelled on machines without any font. Small letters,
 * digits and a few signs; anything else is drawn as a space.
 */
final class PixelFont {
  static final int ADVANCE = 6;
  static final int HEIGHT = 8;
  private static final String SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789-.+%/:,()";

  /** Five columns of a sign, lowest bit on top, two hexadecimal digits each. */
  private static final String[] COLUMNS = {
    "2054545478", "7f48444438", "3844444420", "384444487f", "3854545418", "087e090102",
    "081454543c", "7f08040478", "00447d4000", "2040443d00", "7f10284400", "00417f4000",
    "7c04180478", "7c08040478", "3844444438", "7c14141408", "081414187c", "7c08040408",
    "4854545420", "043f444020", "3c4040207c", "1c2040201c", "3c4030403c", "4428102844",
    "0c5050503c", "4464544c44", "3e5149453e", "00427f4000", "4261514946", "2141454b31",
    "1814127f10", "2745454539", "3c4a494930", "0171090503", "3649494936", "064949291e",
    "0808080808", "0060600000", "08083e0808", "2313086462", "2010080402", "0036360000",
    "0050300000", "001c224100", "0041221c00"
  };

  private PixelFont() {}

  /** Draws in the graphics' colour; (x, y) is the top left corner, one dot is scale pixels wide. */
  static void draw(Graphics2D graphics, String text, int x, int y, int scale) {
    String small = text.toLowerCase(Locale.ROOT);
    for (int index = 0; index < small.length(); index++) {
      int sign = SIGNS.indexOf(small.charAt(index));
      if (sign >= 0) {
        drawSign(graphics, COLUMNS[sign], x + index * ADVANCE * scale, y, scale);
      }
    }
  }

  static int width(String text, int scale) {
    return text.length() * ADVANCE * scale;
  }

  private static void drawSign(Graphics2D graphics, String columns, int x, int y, int scale) {
    for (int column = 0; column < 5; column++) {
      int bits = Integer.parseInt(columns.substring(2 * column, 2 * column + 2), 16);
      for (int row = 0; row < 8; row++) {
        if ((bits >> row & 1) == 1) {
          graphics.fillRect(x + column * scale, y + row * scale, scale, scale);
        }
      }
    }
  }
}
