package org.detdiffusion.messages;

/** Bytes written with a schema that this program doesn't have; a newer one may read them. */
public final class UnknownSchemaException extends UnreadableMessageException {
  private static final long serialVersionUID = 1L;

  public UnknownSchemaException(String sentence) {
    super(sentence);
  }
}
