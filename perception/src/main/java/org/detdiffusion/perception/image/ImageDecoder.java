package org.detdiffusion.perception.image;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Bytes to pixels: plain PNGs at once, others by way of ImageIO, size first. */
final class ImageDecoder {
  private static final int LONGEST_MAGIC = 8;
  private static final String PNG = "png";

  static {
    ImageIO.setUseCache(false);
  }

  private ImageDecoder() {}

  static PixelImage decode(byte[] bytes, String name) throws InvalidImageException {
    String format = format(bytes, name);
    JpegScans.requireFew(bytes, format, name);
    Optional<PixelImage> plain = format.equals(PNG) ? PlainPng.decode(bytes) : Optional.empty();
    return plain.isPresent() ? plain.get() : decode(bytes, format, name);
  }

  private static PixelImage decode(byte[] bytes, String format, String name)
      throws InvalidImageException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    AtomicBoolean truncated = new AtomicBoolean();
    reader.addIIOReadWarningListener(
        (source, warning) -> truncated.compareAndSet(false, isTruncation(warning)));
    try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      // Metadata is skipped: a compressed text chunk can unfold to gigabytes.
      reader.setInput(input, true, true);
      requireReasonableSize(reader.getWidth(0), reader.getHeight(0), name);
      PixelImage image = DecodedPixels.of(reader.read(0));
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

  static int[] size(InputStream stream, String name) throws InvalidImageException, IOException {
    BufferedInputStream input = new BufferedInputStream(stream);
    input.mark(LONGEST_MAGIC);
    String format = format(input.readNBytes(LONGEST_MAGIC), name);
    input.reset();
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (ImageInputStream image = ImageIO.createImageInputStream(input)) {
      reader.setInput(image, true, true);
      return new int[] {reader.getWidth(0), reader.getHeight(0)};
    } catch (RuntimeException e) {
      throw new InvalidImageException("image '" + name + "' is broken: replace it", e);
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
      return PNG;
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
}
