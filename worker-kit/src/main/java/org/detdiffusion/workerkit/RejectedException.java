package org.detdiffusion.workerkit;

import org.detdiffusion.messages.UnknownSchemaException;
import org.detdiffusion.messages.UnreadableMessageException;

/** A record that will never be worked on, whoever tries: it goes to the dead letters. */
public final class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final PermanentCode code;

  /**
   * @param code for filters and metrics
   * @param reason one sentence that names the input and the cure
   */
  public RejectedException(PermanentCode code, String reason) {
    super(reason);
    this.code = code;
  }

  /** Of bytes that are no message, or none that this version knows. */
  public static RejectedException of(UnreadableMessageException unreadable) {
    PermanentCode code =
        unreadable instanceof UnknownSchemaException
            ? PermanentCode.UNKNOWN_SCHEMA
            : PermanentCode.UNREADABLE;
    return new RejectedException(code, unreadable.getMessage());
  }

  public PermanentCode code() {
    return code;
  }
}
