package org.detdiffusion.images;

import java.util.Optional;
import java.util.regex.Pattern;
import org.detdiffusion.images.ImageException.Kind;
import org.detdiffusion.messages.Printable;
import org.detdiffusion.perception.data.Sha256;

/**
 * An object's name in a store: the first two digits of its content's SHA-256, a slash, and the
 * SHA-256. There is no other form, so a key never leads out of a store, and never to other content.
 *
 * @param value such as {@code ab/ab12...}
 */
public record ObjectKey(String value) {
  private static final Pattern FORM = Pattern.compile("([0-9a-f]{2})/\\1[0-9a-f]{62}");

  /**
   * @throws IllegalArgumentException when it has another form
   */
  public ObjectKey {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("no key of an object: " + shown(value));
    }
  }

  /** The key of bytes. */
  public static ObjectKey of(byte[] content) {
    return of(Sha256.of(content));
  }

  /** The key of a checksum: 64 lower-case hexadecimal digits. */
  public static ObjectKey of(String sha256) {
    return new ObjectKey(sha256.substring(0, 2) + "/" + sha256);
  }

  /** Empty for what has another form. */
  public static Optional<ObjectKey> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new ObjectKey(text)) : Optional.empty();
  }

  /** Of the content. */
  public String sha256() {
    return value.substring(3);
  }

  /**
   * The bytes that were read, if they are this object's.
   *
   * @param store as sentences name it
   */
  byte[] verified(byte[] read, String store) throws ImageException {
    if (!Sha256.of(read).equals(sha256())) {
      throw altered(store);
    }
    return read;
  }

  ImageException altered(String store) {
    return new ImageException(
        Kind.IMAGE_ALTERED,
        "object '%s' in %s is not what its name says; delete it and publish the image again"
            .formatted(value, store));
  }

  ImageException missing(String store) {
    return new ImageException(
        Kind.IMAGE_MISSING,
        "object '%s' is not in %s; put it back or publish the image again".formatted(value, store));
  }

  /** What somebody sent, short enough for a sentence and of one line. */
  static String shown(String text) {
    return "'" + Printable.line(text, 80) + "'";
  }
}
