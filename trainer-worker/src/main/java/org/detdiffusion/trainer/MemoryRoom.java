package org.detdiffusion.trainer;

import org.detdiffusion.perception.annotation.AnnotatedImage;

/** Memory that a run may fill with decoded images; first come, first kept. */
final class MemoryRoom {
  /** Of the heap, shared by all slots: the rest is for training and for Kafka's clients. */
  private static final int SHARE = 8;

  private static final long OBJECT_BYTES = 256;

  private long left;

  MemoryRoom(long bytes) {
    left = bytes;
  }

  /** What each of some slots has. */
  static MemoryRoom ofOne(int slots) {
    return new MemoryRoom(Runtime.getRuntime().maxMemory() / SHARE / slots);
  }

  /** Whether there is room for the image; then it is taken. */
  boolean takes(AnnotatedImage image) {
    long bytes = bytes(image);
    if (bytes > left) {
      return false;
    }
    left -= bytes;
    return true;
  }

  private static long bytes(AnnotatedImage image) {
    long rgb = image.image().rgb().length;
    long mask = rgb / 3 / Byte.SIZE;
    return image.objects().stream()
        .mapToLong(object -> OBJECT_BYTES + (object.mask().isPresent() ? mask : 0))
        .reduce(OBJECT_BYTES + rgb, Long::sum);
  }
}
