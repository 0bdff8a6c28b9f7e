package org.detdiffusion.perception.data;

/** A data set that can't be used; the message is one sentence naming the input and the cure. */
public final class InvalidDataSetException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidDataSetException(String sentence) {
    super(sentence);
  }

  public InvalidDataSetException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
