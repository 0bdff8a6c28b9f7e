package org.detdiffusion.perception.image;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads PNGs of the kind that {@link PngEncoder} writes, several times as fast as ImageIO: 8-bit
 * RGB, not interlaced, no chunks but the necessary ones, nothing wrong with them. All others are
 * left to ImageIO, which knows what to say of them.
 */
final class PlainPng {
  private static final int SIGNATURE = 8;
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454e44;
  private static final int CHUNK_FRAME = 12;
  private static final int PLAIN_RGB = 0x08020000;

  private final ByteBuffer png;

  private PlainPng(byte[] bytes) {
    png = ByteBuffer.wrap(bytes).position(SIGNATURE);
  }

  /**
   * @param bytes that begin with PNG's signature
   * @return empty for any other kind of PNG, and for a broken one
   */
  static Optional<PixelImage> decode(byte[] bytes) {
    return new PlainPng(bytes).decode();
  }

  private Optional<PixelImage> decode() {
    ByteBuffer header = chunk(IHDR);
    if (header == null || header.remaining() != 13) {
      return Optional.empty();
    }
    int width = header.getInt();
    int height = header.getInt();
    boolean reasonable = width > 0 && height > 0 && (long) width * height <= ImageFiles.MAX_PIXELS;
    if (!reasonable || header.getInt() != PLAIN_RGB || header.get() != 0) {
      return Optional.empty();
    }
    byte[] filtered = new byte[(3 * width + 1) * height];
    return isInflated(filtered) && chunk(IEND) != null
        ? PngFilters.undo(filtered, 3 * width).map(rgb -> new PixelImage(width, height, rgb))
        : Optional.empty();
  }

  /** The content of the next chunk if it is of that type and whole; null otherwise. */
  private ByteBuffer chunk(int type) {
    int start = png.position();
    if (png.remaining() < CHUNK_FRAME) {
      return null;
    }
    int length = png.getInt(start);
    boolean fits = length >= 0 && length <= png.remaining() - CHUNK_FRAME;
    if (!fits || png.getInt(start + 4) != type) {
      return null;
    }
    CRC32 checksum = new CRC32();
    checksum.update(png.slice(start + 4, length + 4));
    png.position(start + CHUNK_FRAME + length);
    boolean whole = (int) checksum.getValue() == png.getInt(start + 8 + length);
    return whole ? png.slice(start + 8, length) : null;
  }

  /** Whether the image data fill the target and end there. */
  private boolean isInflated(byte[] target) {
    Inflater inflater = new Inflater();
    try {
      int filled = 0;
      for (ByteBuffer data = chunk(IDAT); data != null; data = chunk(IDAT)) {
        inflater.setInput(data);
        filled += inflater.inflate(target, filled, target.length - filled);
      }
      return filled == target.length && (inflater.finished() || isEnded(inflater));
    } catch (DataFormatException broken) {
      return false;
    } finally {
      inflater.end();
    }
  }

  private static boolean isEnded(Inflater inflater) throws DataFormatException {
    return inflater.inflate(new byte[1]) == 0 && inflater.finished();
  }
}
