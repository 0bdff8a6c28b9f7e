package org.detdiffusion.workerkit;

import java.io.IOException;

/** Topics that can't be read; the message is one sentence. */
public final class SnapshotException extends IOException {
  private static final long serialVersionUID = 1L;

  SnapshotException(String message) {
    super(message);
  }

  SnapshotException(String message, Throwable cause) {
    super(message, cause);
  }
}
