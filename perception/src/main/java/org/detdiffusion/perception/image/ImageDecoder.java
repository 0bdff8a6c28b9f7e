package org.detdiffusion.perception.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Bytes to pixels by way of ImageIO, size first. */
final class ImageDecoder {
  static {
    ImageIO.setUseCache(false);
  }

  private ImageDecoder() {}

  static PixelImage decode(byte[] bytes, String name) throws InvalidImageException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format(bytes, name)).next();
    AtomicBoolean truncated = new AtomicBoolean();
    reader.addIIOReadWarningListener(
        (source, warning) -> truncated.compareAndSet(false, isTruncation(warning)));
    try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      // Metadata is skipped: a compressed text chunk can unfold to gigabytes.
      reader.setInput(input, true, true);
      requireReasonableSize(reader.getWidth(0), reader.getHeight(0), name);
      PixelImage image = pixels(reader.read(0));
      if (truncated.get()) {
        throw new InvalidImageException("image '" + name + "' ends too early: fetch it again");
      }
      return image;
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers answer broken bytes with unchecked exceptions of many kinds.
      throw new InvalidImageException(
          "image '" + name + "' is broken: replace it by a readable PNG or JPEG", e);
    } finally {
      reader.dispose();
    }
  }

  /** Both wordings of the JDK: of its own and of libjpeg. */
  private static boolean isTruncation(String warning) {
    return warning.startsWith("Truncated") || warning.startsWith("Premature end");
  }

  private static String format(byte[] bytes, String name) throws InvalidImageException {
    if (startsWith(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return "png";
    }
    if (startsWith(bytes, 0xff, 0xd8, 0xff)) {
      return "jpeg";
    }
    throw new InvalidImageException(
        "image '" + name + "' is neither PNG nor JPEG: convert it to one of them");
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static void requireReasonableSize(int width, int height, String name)
      throws InvalidImageException {
    if (width < 1 || height < 1 || (long) width * height > ImageFiles.MAX_PIXELS) {
      throw new InvalidImageException(
          "image '%s' claims %dx%d pixels, more than 16 million: scale it down"
              .formatted(name, width, height));
    }
  }

  private static PixelImage pixels(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] line = new int[width];
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0, at = 0; y < height; y++) {
      readLine(image, y, line);
      for (int x = 0; x < width; x++) {
        rgb[at++] = (byte) (line[x] >> 16);
        rgb[at++] = (byte) (line[x] >> 8);
        rgb[at++] = (byte) line[x];
      }
    }
    return new PixelImage(width, height, rgb);
  }

  /** Java takes grey values for linear light and would brighten them: so they are read raw. */
  private static void readLine(BufferedImage image, int y, int[] line) {
    if (image.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_GRAY) {
      image.getRGB(0, y, line.length, 1, line, 0, line.length);
      return;
    }
    image.getRaster().getSamples(0, y, line.length, 1, 0, line);
    int shift = image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
    for (int x = 0; x < line.length; x++) {
      line[x] = (line[x] >> shift) * 0x10101;
    }
  }
}
