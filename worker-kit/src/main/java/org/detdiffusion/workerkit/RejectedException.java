package org.detdiffusion.workerkit;

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

  public PermanentCode code() {
    return code;
  }
}
