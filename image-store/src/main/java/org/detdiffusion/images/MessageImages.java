package org.detdiffusion.images;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.images.ImageException.Kind;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ImageReference;
import org.detdiffusion.messages.SyntheticImage;
import org.eclipse.microprofile.config.Config;

/**
 * Between messages and the store that this process is configured with. Large images leave their
 * message before it is published, and are put back after it was read; nothing in between knows.
 * Safe for several threads.
 */
public final class MessageImages implements AutoCloseable {
  /** What a message of 4 MiB holds beside an image's objects. */
  static final int LARGEST_INLINE = (4 << 20) - (128 << 10);

  static final int LARGEST_STORED = 64 << 20;

  /** Looks at a missing object again this often: network file systems show new files late. */
  private static final int LOOKS = 3;

  private static final long PAUSE_MILLIS = 100;

  private final Optional<ImageStore> store;
  private final int inlineLimit;

  private MessageImages(Optional<ImageStore> store, int inlineLimit) {
    this.store = store;
    this.inlineLimit = inlineLimit;
  }

  /**
   * As {@code detdiffusion.images.*} says.
   *
   * @throws IllegalArgumentException in one sentence when a setting can't be used
   */
  public static MessageImages configured(Config config) {
    ImageSettings settings = ImageSettings.of(config);
    return new MessageImages(settings.open(), settings.inlineLimit());
  }

  /** Without a store. */
  public static MessageImages inline() {
    return new MessageImages(Optional.empty(), LARGEST_INLINE);
  }

  /**
   * With a directory for a store.
   *
   * @param inlineLimit the most bytes of an image that stay in its message
   */
  public static MessageImages in(Path directory, int inlineLimit) {
    return of(new FileImageStore(directory), inlineLimit);
  }

  /** As for a directory. */
  public static MessageImages of(ImageStore store, int inlineLimit) {
    return new MessageImages(Optional.of(store), inlineLimit);
  }

  /** The store, if there is one. */
  public Optional<ImageStore> store() {
    return store;
  }

  /**
   * The message to publish: a large image is in the store by now, and only named.
   *
   * @throws ImageException when it fits nowhere, or the store doesn't take it
   */
  public AnnotatedImageMessage published(AnnotatedImageMessage message) throws ImageException {
    Optional<ImageReference> stored = stored(MessageImage.of(message));
    return stored.isEmpty()
        ? message
        : AnnotatedImageMessage.newBuilder(message)
            .setImage(ByteBuffer.allocate(0))
            .setStored(stored.get())
            .build();
  }

  /** As for annotated images. */
  public SyntheticImage published(SyntheticImage message) throws ImageException {
    Optional<ImageReference> stored = stored(MessageImage.of(message));
    return stored.isEmpty()
        ? message
        : SyntheticImage.newBuilder(message)
            .setImage(ByteBuffer.allocate(0))
            .setStored(stored.get())
            .build();
  }

  private Optional<ImageReference> stored(MessageImage image) throws ImageException {
    int size = image.inline().remaining();
    if (size <= (store.isPresent() ? inlineLimit : LARGEST_INLINE)) {
      return Optional.empty();
    }
    if (store.isEmpty() || size > LARGEST_STORED) {
      throw tooLarge(image, size);
    }
    try {
      byte[] bytes = image.inlineBytes();
      ObjectKey key = ObjectKey.of(bytes);
      store.get().write(key, bytes);
      return Optional.of(new ImageReference(key.value(), key.sha256(), (long) size));
    } catch (ImageException failed) {
      throw failed.about(image.what());
    }
  }

  private ImageException tooLarge(MessageImage image, int size) {
    String cure =
        store.isEmpty()
            ? "set %s to a directory or s3://bucket/prefix, or scale the image down"
                .formatted(ImageSettings.STORE)
            : "scale it down";
    return new ImageException(
        Kind.IMAGE_TOO_LARGE,
        "%s has %d bytes, more than the %d that there is room for; %s"
            .formatted(
                image.what(), size, store.isEmpty() ? LARGEST_INLINE : LARGEST_STORED, cure));
  }

  /** The message with its image inside, wherever that was. */
  public AnnotatedImageMessage whole(AnnotatedImageMessage message) throws ImageException {
    return message.getStored() == null
        ? message
        : AnnotatedImageMessage.newBuilder(message)
            .setImage(ByteBuffer.wrap(bytes(MessageImage.of(message))))
            .setStored(null)
            .build();
  }

  /** As for annotated images. */
  public SyntheticImage whole(SyntheticImage message) throws ImageException {
    return message.getStored() == null
        ? message
        : SyntheticImage.newBuilder(message)
            .setImage(ByteBuffer.wrap(bytes(MessageImage.of(message))))
            .setStored(null)
            .build();
  }

  /** The image's bytes; those from the store have the checksum that the message says. */
  public byte[] bytes(MessageImage image) throws ImageException {
    if (image.stored().isEmpty()) {
      return image.inlineBytes();
    }
    ObjectKey key = image.key(image.stored().get());
    if (store.isEmpty()) {
      throw new ImageException(
          Kind.NO_IMAGE_STORE,
          "%s lies in an image store, and none is configured; set %s to the one it was published with"
              .formatted(image.what(), ImageSettings.STORE));
    }
    try {
      return read(key, (int) image.stored().get().getBytes());
    } catch (ImageException failed) {
      throw failed.about(image.what());
    }
  }

  private byte[] read(ObjectKey key, int bytes) throws ImageException {
    for (int look = 1; ; look++) {
      try {
        return store.orElseThrow().read(key, bytes);
      } catch (ImageException failed) {
        if (failed.kind() != Kind.IMAGE_MISSING || look == LOOKS || isInterrupted(look)) {
          throw failed;
        }
      }
    }
  }

  /** Waits a little; whether that was broken off. */
  private static boolean isInterrupted(int look) {
    try {
      return new CountDownLatch(1).await(PAUSE_MILLIS * look, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    store.ifPresent(ImageStore::close);
  }
}
