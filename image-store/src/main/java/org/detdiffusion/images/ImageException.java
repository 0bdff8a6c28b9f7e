package org.detdiffusion.images;

/** An image of a message that can't be stored or had; the message is one sentence. */
public final class ImageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong; the name is the code that dead letters carry. */
  public enum Kind {
    /** The message names something that is no object of the store. */
    BAD_IMAGE_REFERENCE,
    /** More bytes than a message, or an object, may have. */
    IMAGE_TOO_LARGE,
    /** The message names an object, and this process has no store. */
    NO_IMAGE_STORE,
    /** The object's bytes are not those that its name says. */
    IMAGE_ALTERED,
    /** The object is not in the store, however often one looks. */
    IMAGE_MISSING,
    /** The store can't be reached, is full, or refuses us. */
    IMAGE_STORE_AWAY;

    /** Whether the same may succeed later, without the message being sent again. */
    public boolean isTransient() {
      return this == IMAGE_STORE_AWAY;
    }
  }

  private final Kind kind;

  ImageException(Kind kind, String sentence) {
    this(kind, sentence, null);
  }

  ImageException(Kind kind, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The same, said of an image, such as {@code image 'a'}. */
  ImageException about(String image) {
    return new ImageException(kind, image + ": " + getMessage(), this);
  }
}
