package org.detdiffusion.networks.training;

/** A loss or a gradient was not a finite number; the last checkpoint is still good. */
public final class NonFiniteLossException extends Exception {
  private static final long serialVersionUID = 1;

  public NonFiniteLossException(String loss, double value, int step) {
    super(
        "the loss "
            + loss
            + " became "
            + value
            + " at step "
            + step
            + ": lower the learning rate or look at the data; the last checkpoint is kept");
  }
}
