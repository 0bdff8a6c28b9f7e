package org.detdiffusion.perception.augment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.image.PixelImage;

/** Moves an image, its boxes and its masks together. */
record Motion(Axis across, Axis down) {
  /** An object with a smaller share of its area left in the image is dropped. */
  static final double LEAST_LEFT = 0.4;

  static Motion flip(int width, int height) {
    return new Motion(Axis.across(width, 1, 0, true), Axis.across(height, 1, 0, false));
  }

  AnnotatedImage apply(AnnotatedImage image) {
    List<AnnotatedObject> kept = new ArrayList<>(image.objects().size());
    for (AnnotatedObject object : image.objects()) {
      Box moved = move(object.box());
      Box inside = moved.clip(across.size(), down.size());
      if (inside.area() > 0 && inside.area() >= LEAST_LEFT * moved.area()) {
        kept.add(object.withBox(inside, object.mask().map(this::move)));
      }
    }
    return image.with(move(image.image()), kept);
  }

  private Box move(Box box) {
    double x1 = across.move(box.x());
    double x2 = across.move(box.right());
    return Box.ofCorners(
        Math.min(x1, x2), down.move(box.y()), Math.max(x1, x2), down.move(box.bottom()));
  }

  private Mask move(Mask mask) {
    BitSet bits = new BitSet(across.size() * down.size());
    for (int y = 0; y < down.size(); y++) {
      int row = down.nearest[y] * across.size();
      for (int x = 0; row >= 0 && x < across.size(); x++) {
        int column = across.nearest[x];
        if (column >= 0 && mask.bits().get(row + column)) {
          bits.set(y * across.size() + x);
        }
      }
    }
    return new Mask(across.size(), down.size(), bits);
  }

  private PixelImage move(PixelImage image) {
    byte[] moved = new byte[image.rgb().length];
    int position = 0;
    for (int y = 0; y < down.size(); y++) {
      int upper = down.low[y] * across.size() * 3;
      int lower = down.high[y] * across.size() * 3;
      for (int x = 0; x < across.size(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          int top = between(image.rgb(), upper + channel, x);
          int bottom = between(image.rgb(), lower + channel, x);
          int sum = top * (Axis.ONE - down.weight[y]) + bottom * down.weight[y];
          moved[position++] = (byte) ((sum + Axis.ONE * Axis.ONE / 2) / (Axis.ONE * Axis.ONE));
        }
      }
    }
    return new PixelImage(across.size(), down.size(), moved);
  }

  private int between(byte[] rgb, int row, int x) {
    int left = rgb[row + across.low[x] * 3] & 0xff;
    int right = rgb[row + across.high[x] * 3] & 0xff;
    return left * (Axis.ONE - across.weight[x]) + right * across.weight[x];
  }
}
