package org.detdiffusion.workbench.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.detdiffusion.networks.bench.Measured;
import org.detdiffusion.networks.bench.PortableNetwork;
import org.detdiffusion.networks.bench.Variant;

/** A network in Python's PyTorch, in single precision. */
record PythonVariant(PythonProgram python, PortableNetwork network, boolean gradients)
    implements Variant {

  static final String NAME = "PyTorch";

  @Override
  public String work() {
    return network.work() + (gradients ? " forward and backward" : " forward");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public long flops() {
    return gradients ? 3 * network.flops() : network.flops();
  }

  @Override
  public Measured run() throws IOException {
    long spent =
        python
            .ask(python.request().put("run", network.work()).put("gradients", gradients))
            .path("nanoseconds")
            .asLong();
    return new Measured(work(), name(), flops(), spent);
  }

  /** Gives the network's memory back; a Python that has ended has done so. */
  @Override
  public void close() {
    try {
      if (python.isAlive()) {
        python.ask(python.request().put("drop", network.work()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
