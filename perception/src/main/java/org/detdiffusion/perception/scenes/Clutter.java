package org.detdiffusion.perception.scenes;

import java.util.List;
import java.util.Random;

/** Things that are no object: rectangles, ellipses, fragments of pullovers and sandals. */
final class Clutter {
  private final List<Garment> sources;
  private final Random random;

  Clutter(List<Garment> sources, Random random) {
    this.sources = sources;
    this.random = random;
  }

  /** Scatters 0 to 3 items of 5 to 17 pixels. */
  void scatter(Canvas canvas) {
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Garment item = item();
      int left = random.nextInt(canvas.size() - item.width() + 1);
      int top = random.nextInt(canvas.size() - item.height() + 1);
      double dark = 0.7 * random.nextDouble();
      double bright = dark + 0.3 * random.nextDouble();
      canvas.paste(item, left, top, dark, bright, 1);
    }
  }

  private Garment item() {
    int width = 5 + random.nextInt(13);
    int height = 5 + random.nextInt(13);
    return switch (random.nextInt(3)) {
      case 0 -> shape(width, height, false);
      case 1 -> shape(width, height, true);
      default -> fragment(width, height);
    };
  }

  private static Garment shape(int width, int height, boolean ellipse) {
    float[] cover = new float[width * height];
    for (int i = 0; i < cover.length; i++) {
      double u = (2 * (i % width) + 1.0) / width - 1;
      double v = (2 * (i / width) + 1.0) / height - 1;
      cover[i] = !ellipse || u * u + v * v <= 1 ? 1 : 0;
    }
    float[] tone = cover.clone();
    return new Garment(-1, width, height, tone, cover);
  }

  private Garment fragment(int width, int height) {
    if (sources.isEmpty()) {
      return shape(width, height, false);
    }
    Garment source = sources.get(random.nextInt(sources.size()));
    int partWidth = Math.min(width, source.width());
    int partHeight = Math.min(height, source.height());
    int left = random.nextInt(source.width() - partWidth + 1);
    int top = random.nextInt(source.height() - partHeight + 1);
    return source.fragment(left, top, partWidth, partHeight);
  }
}
