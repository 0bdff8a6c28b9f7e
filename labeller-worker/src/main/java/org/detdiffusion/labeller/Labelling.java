package org.detdiffusion.labeller;

import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.workerkit.Loop;

/** A detector at work. */
record Labelling(ModelUpdate detector, Judge judge, Loop loop) implements AutoCloseable {

  /** The loop first: it uses the judge. */
  @Override
  public void close() {
    loop.close();
    judge.close();
  }
}
