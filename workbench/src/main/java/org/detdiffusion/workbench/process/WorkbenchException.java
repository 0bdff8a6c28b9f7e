package org.detdiffusion.workbench.process;

/** Something the user can cure; the message is one sentence that names the input and the cure. */
public final class WorkbenchException extends Exception {
  private static final long serialVersionUID = 1L;

  public WorkbenchException(String message) {
    super(message);
  }

  public WorkbenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
