package org.detdiffusion.perception.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Optional;

/** From Java's images to ours. */
final class DecodedPixels {
  private static final int[] RGB = {0, 1, 2};

  private DecodedPixels() {}

  static PixelImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    boolean plain = isPlain(image);
    byte[] rgb =
        (plain ? packed(image.getRaster()) : Optional.<byte[]>empty())
            .orElseGet(() -> byLine(image, plain));
    return new PixelImage(width, height, rgb);
  }

  /** Grey or sRGB samples can be read raw: faster, and Java would brighten grey as linear light. */
  private static boolean isPlain(BufferedImage image) {
    ColorSpace space = image.getColorModel().getColorSpace();
    return image.getColorModel() instanceof ComponentColorModel
        && (space.getType() == ColorSpace.TYPE_GRAY || space.isCS_sRGB());
  }

  /** The samples of an image that keeps them as we do, which most PNGs' does. */
  private static Optional<byte[]> packed(Raster raster) {
    int row = 3 * raster.getWidth();
    boolean same =
        raster.getSampleModel() instanceof ComponentSampleModel model
            && raster.getParent() == null
            && model.getScanlineStride() == row
            && model.getPixelStride() == 3
            && Arrays.equals(model.getBandOffsets(), RGB);
    return same
            && raster.getDataBuffer() instanceof DataBufferByte samples
            && samples.getNumBanks() == 1
            && samples.getOffset() == 0
            && samples.getData().length == row * raster.getHeight()
        ? Optional.of(samples.getData().clone())
        : Optional.empty();
  }

  private static byte[] byLine(BufferedImage image, boolean plain) {
    int width = image.getWidth();
    byte[] rgb = new byte[width * image.getHeight() * 3];
    for (int y = 0, at = 0; y < image.getHeight(); y++) {
      int[] line = plain ? plainLine(image, y) : image.getRGB(0, y, width, 1, null, 0, width);
      for (int value : line) {
        rgb[at++] = (byte) (value >> 16);
        rgb[at++] = (byte) (value >> 8);
        rgb[at++] = (byte) value;
      }
    }
    return rgb;
  }

  private static int[] plainLine(BufferedImage image, int y) {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    int shift = raster.getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
    int[] samples = raster.getPixels(0, y, image.getWidth(), 1, (int[]) null);
    int[] line = new int[image.getWidth()];
    for (int x = 0; x < line.length; x++) {
      int red = samples[x * bands] >> shift;
      int green = bands < 3 ? red : samples[x * bands + 1] >> shift;
      int blue = bands < 3 ? red : samples[x * bands + 2] >> shift;
      line[x] = red << 16 | green << 8 | blue;
    }
    return line;
  }
}
