package org.detdiffusion.perception.image;

/** An image that can't be read; the message is one sentence that names the image and the cure. */
public final class InvalidImageException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidImageException(String sentence) {
    super(sentence);
  }

  public InvalidImageException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
