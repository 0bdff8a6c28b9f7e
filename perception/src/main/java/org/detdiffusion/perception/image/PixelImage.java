package org.detdiffusion.perception.image;

/**
 * An 8-bit RGB image: {@code rgb[(y * width + x) * 3 + channel]}, not premultiplied, sRGB values as
 * they came. Treat the bytes as read-only once handed over.
 */
// Pixels are handed on and never compared as values.
@SuppressWarnings("ArrayRecordComponent")
public record PixelImage(int width, int height, byte[] rgb) {

  public PixelImage {
    if (width <= 0 || height <= 0 || rgb.length != width * height * 3) {
      throw new IllegalArgumentException(
          "an RGB image of " + width + "x" + height + " can't have " + rgb.length + " bytes");
    }
  }

  /** Value 0..255. */
  public int get(int x, int y, int channel) {
    return rgb[(y * width + x) * 3 + channel] & 0xff;
  }
}
