package org.detdiffusion.perception.image;

/**
 * Bounds the time that a JPEG takes. A progressive one may have any number of scans, of a few bytes
 * each, and every scan goes over all pixels: a megabyte can keep a decoder busy for hours.
 */
final class JpegScans {
  /** Encoders write about ten. */
  private static final int MOST = 100;

  private static final byte START_OF_SCAN = (byte) 0xda;

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

  /** Among pixels the marker can't occur; in a thumbnail or a comment it may, now and then. */
  private static int count(byte[] bytes) {
    int scans = 0;
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] == START_OF_SCAN && bytes[i - 1] == (byte) 0xff) {
        scans++;
      }
    }
    return scans;
  }
}
