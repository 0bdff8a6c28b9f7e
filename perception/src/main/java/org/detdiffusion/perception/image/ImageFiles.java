package org.detdiffusion.perception.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.detdiffusion.perception.geometry.Box;

/** Images as files: PNG and JPEG in, PNG out. Nothing that a file claims is believed unchecked. */
public final class ImageFiles {
  /** An image with more pixels is refused before any of them is decoded. */
  public static final int MAX_PIXELS = 16_000_000;

  private static final long MAX_BYTES = 64L << 20;

  private ImageFiles() {}

  /**
   * Reads an image below {@code root}.
   *
   * @param relativeName as a data set states it; a name that leads out of {@code root}, by dots, by
   *     being absolute or through a link, is refused
   */
  public static PixelImage read(Path root, String relativeName) throws InvalidImageException {
    Path file = locate(root, relativeName);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InvalidImageException(
            "image '" + relativeName + "' is a file of more than 64 MiB: scale it down");
      }
      return decode(Files.readAllBytes(file), relativeName);
    } catch (IOException e) {
      throw new InvalidImageException(
          "image '" + relativeName + "' can't be read: check its permissions", e);
    }
  }

  /**
   * The size in an image's header, {width, height}; no pixel is decoded, so there is no limit.
   *
   * @throws InvalidImageException when the file is neither PNG nor JPEG, or broken
   */
  public static int[] size(Path file) throws InvalidImageException {
    try (InputStream input = Files.newInputStream(file)) {
      return ImageDecoder.size(input, file.toString());
    } catch (IOException e) {
      throw new InvalidImageException("image '" + file + "' can't be read: replace it", e);
    }
  }

  /**
   * The file of a name below {@code root}.
   *
   * @throws InvalidImageException when there is none, or when the name leads out of {@code root},
   *     by dots, by being absolute or through a link
   */
  public static Path locate(Path root, String relativeName) throws InvalidImageException {
    try {
      Path realRoot = root.toRealPath();
      Path file = realRoot.resolve(relativeName).normalize();
      if (!file.startsWith(realRoot)) {
        throw outside(root, relativeName);
      }
      if (!Files.isRegularFile(file)) {
        throw new InvalidImageException(
            "image '" + relativeName + "' is not in " + root + ": add it or drop its annotations");
      }
      if (!file.toRealPath().startsWith(realRoot)) {
        throw outside(root, relativeName);
      }
      return file;
    } catch (InvalidPathException | IOException e) {
      throw new InvalidImageException(
          "image '"
              + relativeName.replace('\0', '?')
              + "' is not in "
              + root
              + ": correct its name",
          e);
    }
  }

  private static InvalidImageException outside(Path root, String relativeName) {
    return new InvalidImageException(
        "image '" + relativeName + "' lies outside " + root + ": name images relative to it");
  }

  /**
   * Decodes a PNG or JPEG, told apart by its first bytes. Alpha is dropped; grey values come as
   * they are, once per channel; a 16-bit value keeps its upper byte.
   */
  public static PixelImage decode(byte[] bytes, String nameForErrors) throws InvalidImageException {
    return ImageDecoder.decode(bytes, nameForErrors);
  }

  /** The same pixels always give the same bytes. */
  public static byte[] png(PixelImage image) {
    return PngEncoder.encode(image);
  }

  /** Scaled by area averaging: each new pixel is the mean of what it covers. */
  public static PixelImage resize(PixelImage image, int width, int height) {
    if (image.width() == width && image.height() == height) {
      return image;
    }
    float[] scaled =
        AreaAveraging.resize(floats(image), image.width(), image.height(), 3, width, height);
    byte[] rgb = new byte[scaled.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.round(scaled[i]);
    }
    return new PixelImage(width, height, rgb);
  }

  private static float[] floats(PixelImage image) {
    float[] values = new float[image.rgb().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.rgb()[i] & 0xff;
    }
    return values;
  }

  /** The part of an image; the box must lie inside, on whole pixels. */
  public static PixelImage crop(PixelImage image, Box part) {
    int left = (int) part.x();
    int top = (int) part.y();
    int width = (int) part.width();
    int height = (int) part.height();
    if (!part.isInside(image.width(), image.height()) || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          part + " is no part of a " + image.width() + "x" + image.height() + " image");
    }
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      int from = ((top + y) * image.width() + left) * 3;
      System.arraycopy(image.rgb(), from, rgb, y * width * 3, width * 3);
    }
    return new PixelImage(width, height, rgb);
  }
}
