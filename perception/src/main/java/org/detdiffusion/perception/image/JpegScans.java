package org.detdiffusion.perception.image;

/**
 * Bounds the time that a JPEG takes. A progressive one may have any number of scans, of a few bytes
 * each, and every scan goes over all pixels: a megabyte can keep a decoder busy for hours.
 */
final class JpegScans {
  /** Encoders write about ten. */
  private static final int MOST = 100;

  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  /** What a marker is followed by: nothing, for fillings and restarts, or its length. */
  private static final int FIRST_ALONE = 0xd0;

  private static final int LAST_ALONE = 0xd8;

  private JpegScans() {}

  /** Other formats pass. */
  static void requireFew(byte[] bytes, String format, String name) throws InvalidImageException {
    if (!format.equals("jpeg")) {
      return;
    }
    int scans = count(bytes);
    if (scans > MOST) {
      throw new InvalidImageException(
          "image '%s' has %d scans and %d are the most: save it again"
              .formatted(name, scans, MOST));
    }
  }

  /** From marker to marker, past thumbnails in their segments; what comes after the end is none. */
  private static int count(byte[] bytes) {
    int scans = 0;
    int at = 0;
    while (at + 1 < bytes.length) {
      int marker = bytes[at] == (byte) 0xff ? bytes[at + 1] & 0xff : 0;
      if (marker == END_OF_IMAGE) {
        return scans;
      }
      scans += marker == START_OF_SCAN ? 1 : 0;
      at += isAlone(marker) ? 1 : 2 + length(bytes, at + 2);
    }
    return scans;
  }

  /** Also pixels, and 0xff before another: one byte further on the next marker is looked for. */
  private static boolean isAlone(int marker) {
    return marker == 0 || marker == 0xff || marker >= FIRST_ALONE && marker <= LAST_ALONE;
  }

  private static int length(byte[] bytes, int at) {
    return at + 1 < bytes.length ? (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff : 0;
  }
}
