package org.detdiffusion.broker;

import java.io.IOException;

/** The wanted port is in use. */
public final class PortTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  PortTakenException(int port, Throwable cause) {
    super(
        "Port "
            + port
            + " is taken by another program; stop it, or choose another port (0 for any free one).",
        cause);
  }
}
