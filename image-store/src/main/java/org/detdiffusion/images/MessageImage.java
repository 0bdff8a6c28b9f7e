package org.detdiffusion.images;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.detdiffusion.images.ImageException.Kind;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ImageReference;
import org.detdiffusion.messages.SyntheticImage;

/**
 * The image of a message, as the message has it: nothing of it is believed yet.
 *
 * @param what as sentences name it, such as {@code image 'a'}
 * @param inline its bytes; none when they are stored
 */
public record MessageImage(
    String what, ByteBuffer inline, String sha256, Optional<ImageReference> stored) {

  public static MessageImage of(AnnotatedImageMessage message) {
    return new MessageImage(
        "image " + ObjectKey.shown(message.getId()),
        message.getImage(),
        message.getSha256(),
        Optional.ofNullable(message.getStored()));
  }

  public static MessageImage of(SyntheticImage message) {
    return new MessageImage(
        "synthetic image " + ObjectKey.shown(message.getId()),
        message.getImage(),
        message.getSha256(),
        Optional.ofNullable(message.getStored()));
  }

  /** The bytes in the message, copied. */
  byte[] inlineBytes() {
    byte[] bytes = new byte[inline.remaining()];
    inline.duplicate().get(bytes);
    return bytes;
  }

  /** The key of the object that a reference names, once the reference is found to be sound. */
  ObjectKey key(ImageReference reference) throws ImageException {
    Optional<ObjectKey> key = ObjectKey.parse(reference.getKey());
    if (key.isEmpty()) {
      throw bad(
          "%s names %s in the image store; name the first two digits of its sha256, a slash and the sha256, nothing else"
              .formatted(what, ObjectKey.shown(reference.getKey())));
    }
    if (!key.get().sha256().equals(reference.getSha256())
        || !sha256.equals(reference.getSha256())) {
      throw bad(what + " names an object of another sha256 than its own; state one sha256");
    }
    if (inline.hasRemaining()) {
      throw bad(what + " has its bytes and names an object as well; leave one of them out");
    }
    long bytes = reference.getBytes();
    if (bytes < 1 || bytes > MessageImages.LARGEST_STORED) {
      throw bad(
          "%s names an object of %d bytes; an image has 1 to %d"
              .formatted(what, bytes, MessageImages.LARGEST_STORED));
    }
    return key.get();
  }

  private static ImageException bad(String sentence) {
    return new ImageException(Kind.BAD_IMAGE_REFERENCE, sentence);
  }
}
