package org.detdiffusion.networks.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.perception.image.PixelImage;

/** Pictures as autoencoders take and give them: {@code [N, 3, H, W]}, -1 black and 1 white. */
public final class PixelArrays {

  private static final float HALF = 127.5f;

  private PixelArrays() {}

  /** All of one size. */
  public static float[] of(List<PixelImage> images) {
    int cells = images.get(0).width() * images.get(0).height();
    float[] pixels = new float[images.size() * 3 * cells];
    int at = 0;
    for (PixelImage image : images) {
      for (int channel = 0; channel < 3; channel++) {
        for (int i = 0; i < cells; i++) {
          pixels[at++] = (image.rgb()[i * 3 + channel] & 0xff) / HALF - 1;
        }
      }
    }
    return pixels;
  }

  /** As many as there are; values beyond -1..1 are cut. */
  public static List<PixelImage> images(float[] pixels, int width, int height) {
    List<PixelImage> images = new ArrayList<>();
    for (int at = 0; at < pixels.length; at += 3 * width * height) {
      images.add(image(pixels, at, width, height));
    }
    return images;
  }

  private static PixelImage image(float[] pixels, int from, int width, int height) {
    int cells = width * height;
    byte[] rgb = new byte[3 * cells];
    for (int channel = 0; channel < 3; channel++) {
      for (int i = 0; i < cells; i++) {
        double value = Math.rint((pixels[from + channel * cells + i] + 1) * HALF);
        rgb[i * 3 + channel] = (byte) Math.max(0, Math.min(255, value));
      }
    }
    return new PixelImage(width, height, rgb);
  }
}
