package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of weights that can't be trusted and is not worth another try, unlike what fails with any
 * other {@link IOException}; the message is one sentence that names it.
 */
public final class InvalidWeightsException extends IOException {

  private static final long serialVersionUID = 1L;

  public InvalidWeightsException(Path file, String fault) {
    super(file + ": " + fault);
  }

  public InvalidWeightsException(Path file, String fault, Throwable cause) {
    super(file + ": " + fault, cause);
  }
}
