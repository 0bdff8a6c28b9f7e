package org.detdiffusion.workbench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;

/** Paints contact sheets with Java2D: no font, no display and no outside program needed. */
public final class SheetPainter {
  private static final int TILE = 192;
  private static final int GAP = 8;
  private static final int LETTER = 2;
  private static final int LABEL = PixelFont.HEIGHT * LETTER + 8;
  private static final Color PAPER = new Color(0xf4f4f2);
  private static final Color INK = new Color(0x222222);

  private final Palette palette;

  public SheetPainter(Palette palette) {
    this.palette = palette;
  }

  public BufferedImage paint(Sheet sheet) {
    int columns = sheet.rows().stream().mapToInt(row -> row.tiles().size()).max().orElse(1);
    int width = Math.max(columns, 2) * (TILE + GAP) + GAP;
    int height = sheet.rows().size() * (LABEL + TILE + GAP) + LABEL + GAP;
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    try {
      graphics.setColor(PAPER);
      graphics.fillRect(0, 0, width, height);
      for (int row = 0; row < sheet.rows().size(); row++) {
        paintRow(graphics, sheet.rows().get(row), GAP + row * (LABEL + TILE + GAP));
      }
      paintLegend(graphics, height - LABEL);
    } finally {
      graphics.dispose();
    }
    return canvas;
  }

  private void paintRow(Graphics2D graphics, Sheet.Row row, int top) {
    graphics.setColor(INK);
    PixelFont.draw(graphics, row.label(), GAP, top, LETTER);
    for (int column = 0; column < row.tiles().size(); column++) {
      paintTile(graphics, row.tiles().get(column), GAP + column * (TILE + GAP), top + LABEL);
    }
  }

  private void paintTile(Graphics2D graphics, Tile tile, int left, int top) {
    PixelImage image = tile.image();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(buffered(image), left, top, TILE, TILE, null);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    double scaleX = (double) TILE / image.width();
    double scaleY = (double) TILE / image.height();
    for (MarkedBox marked : tile.boxes()) {
      Box box = marked.box().clip(image.width(), image.height()).scale(scaleX, scaleY);
      graphics.setColor(palette.colour(marked.className()));
      graphics.setStroke(marked.hard() ? dashed() : new BasicStroke(2f));
      graphics.draw(
          new Rectangle2D.Double(left + box.x(), top + box.y(), box.width(), box.height()));
    }
  }

  private void paintLegend(Graphics2D graphics, int top) {
    int x = GAP;
    for (String className : palette.classes()) {
      graphics.setColor(palette.colour(className));
      graphics.fillRect(x, top + 2, 12, 12);
      graphics.setColor(INK);
      PixelFont.draw(graphics, className, x + 18, top, LETTER);
      x += 18 + PixelFont.width(className, LETTER) + 16;
    }
    PixelFont.draw(graphics, "dashed: hard", x, top, LETTER);
  }

  private static BasicStroke dashed() {
    return new BasicStroke(
        2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {6f, 5f}, 0f);
  }

  static BufferedImage buffered(PixelImage image) {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int rgb = image.get(x, y, 0) << 16 | image.get(x, y, 1) << 8 | image.get(x, y, 2);
        buffered.setRGB(x, y, rgb);
      }
    }
    return buffered;
  }
}
