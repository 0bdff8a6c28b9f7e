package org.detdiffusion.perception.augment;

import org.detdiffusion.perception.image.PixelImage;

/** Contrast around mid-gray (a factor) and brightness (added, in 1/255). */
record Tone(double contrast, double brightness) {

  PixelImage apply(PixelImage image) {
    byte[] table = table();
    byte[] rgb = new byte[image.rgb().length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = table[image.rgb()[i] & 0xff];
    }
    return new PixelImage(image.width(), image.height(), rgb);
  }

  private byte[] table() {
    byte[] table = new byte[256];
    for (int value = 0; value < 256; value++) {
      double changed = (value - 127.5) * contrast + 127.5 + brightness;
      table[value] = (byte) Math.round(Math.min(Math.max(changed, 0), 255));
    }
    return table;
  }
}
