package org.detdiffusion.networks.weights;

import java.nio.ByteBuffer;

/**
 * What a zip archive's directory says of one entry.
 *
 * @param method 0 for stored
 * @param stored bytes in the archive
 * @param size bytes of the content
 * @param header where the entry begins
 */
// Read and used at once, never compared as values.
@SuppressWarnings("ArrayRecordComponent")
record ZipDirectoryEntry(
    byte[] name, int method, boolean encrypted, long stored, long size, long header) {

  static final int SIZE = 46;
  static final int LOCAL_SIZE = 30;
  private static final int SIGNATURE = 0x02014b50;
  private static final int LARGE = 1;
  private static final long IN_EXTRA = 0xffffffffL;

  /** Whether its bytes are its content. */
  boolean isStored() {
    return method == 0 && !encrypted && stored == size;
  }

  /** Reads the next one and what belongs to it; null when it is damaged. */
  static ZipDirectoryEntry read(ByteBuffer bytes) {
    int at = bytes.position();
    int nameLength = bytes.getShort(at + 28) & 0xffff;
    int extraLength = bytes.getShort(at + 30) & 0xffff;
    int commentLength = bytes.getShort(at + 32) & 0xffff;
    int length = SIZE + nameLength + extraLength + commentLength;
    if (bytes.getInt(at) != SIGNATURE || length > bytes.remaining()) {
      return null;
    }
    byte[] name = new byte[nameLength];
    bytes.get(at + SIZE, name);
    long[] sizes = {
      bytes.getInt(at + 24) & IN_EXTRA,
      bytes.getInt(at + 20) & IN_EXTRA,
      bytes.getInt(at + 42) & IN_EXTRA
    };
    enlarge(sizes, bytes.slice(at + SIZE + nameLength, extraLength).order(bytes.order()));
    bytes.position(at + length);
    return new ZipDirectoryEntry(
        name,
        bytes.getShort(at + 10),
        (bytes.getShort(at + 8) & 1) != 0,
        sizes[1],
        sizes[0],
        sizes[2]);
  }

  /** Numbers that don't fit in 32 bits are in an extra field, in this order. */
  private static void enlarge(long[] sizes, ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int kind = extra.getShort() & 0xffff;
      int size = extra.getShort() & 0xffff;
      int end = Math.min(extra.position() + size, extra.limit());
      for (int i = 0; kind == LARGE && i < sizes.length; i++) {
        if (sizes[i] == IN_EXTRA && end - extra.position() >= 8) {
          sizes[i] = extra.getLong();
        }
      }
      extra.position(end);
    }
  }

  /** Where the content begins behind the header of the entry itself. */
  static int dataAt(ByteBuffer header) {
    return LOCAL_SIZE + (header.getShort(26) & 0xffff) + (header.getShort(28) & 0xffff);
  }
}
