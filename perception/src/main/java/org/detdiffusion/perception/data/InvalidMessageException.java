package org.detdiffusion.perception.data;

/** A message whose content makes no sense; the message is one sentence with name and cure. */
public final class InvalidMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidMessageException(String sentence) {
    super(sentence);
  }

  public InvalidMessageException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
