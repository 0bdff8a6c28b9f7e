package org.detdiffusion.broker;

import java.io.IOException;

/** The wanted port is in use, or needs rights that this process lacks; the cause tells which. */
public final class PortTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  PortTakenException(int port, Throwable cause) {
    super(
        "Port %d can't be listened at (%s); choose another port (0 for any free one)."
            .formatted(port, cause.getMessage()),
        cause);
  }
}
