package org.detdiffusion.messages;

/**
 * Bytes that are not a message of the wanted type; the message is one sentence for the operator, on
 * one line whatever names the bytes hold.
 */
public sealed class UnreadableMessageException extends Exception permits UnknownSchemaException {
  private static final long serialVersionUID = 1L;

  public UnreadableMessageException(String sentence) {
    super(Printable.line(sentence));
  }

  public UnreadableMessageException(String sentence, Throwable cause) {
    super(Printable.line(sentence), cause);
  }
}
