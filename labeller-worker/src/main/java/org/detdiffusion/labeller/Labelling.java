package org.detdiffusion.labeller;

import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.LoopState;
import org.jboss.logging.Logger;

/** A detector at work. */
record Labelling(ModelUpdate detector, Judge judge, Loop loop) implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Labelling.class);

  /**
   * The loop first: it uses the judge. One that has outlived its grace still does, so the judge
   * stays in memory then.
   */
  @Override
  public void close() {
    loop.close();
    if (loop.state() instanceof LoopState.Stopping) {
      LOG.warnf("%s is still at work, so its network stays in memory", loop.name());
    } else {
      judge.close();
    }
  }
}
