package org.detdiffusion.images;

import java.util.function.Consumer;

/**
 * Holds bytes under their checksum. Nothing is ever overwritten by other content. Safe for several
 * threads and several processes.
 */
public interface ImageStore extends AutoCloseable {
  /**
   * Returns when the object is there for good. One that is there already is kept; its {@link
   * StoredObject#written} is at most an hour old afterwards, so that nobody sweeps it away before a
   * message names it.
   *
   * @param key of these bytes
   */
  void write(ObjectKey key, byte[] bytes) throws ImageException;

  /**
   * An object's content, its checksum verified.
   *
   * @param bytes how many there are; no more is read into memory
   */
  byte[] read(ObjectKey key, int bytes) throws ImageException;

  /** Every object of this store, in any order; what somebody else keeps there is passed over. */
  void list(Consumer<StoredObject> reader) throws ImageException;

  /** False when it is not there any more, or was written again after it was listed. */
  boolean delete(StoredObject listed) throws ImageException;

  /** As sentences name it, such as {@code the image store s3://bucket/prefix}. */
  String name();

  @Override
  void close();
}
