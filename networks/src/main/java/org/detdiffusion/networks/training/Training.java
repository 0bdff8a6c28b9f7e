package org.detdiffusion.networks.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** One training run, advanced a step at a time. Not for several threads at once. */
public interface Training extends AutoCloseable {

  /** Steps done so far. */
  int step();

  /** Steps of the whole run. */
  int steps();

  /**
   * Takes one optimiser step.
   *
   * @return losses by name, before the step
   * @throws NonFiniteLossException when a loss or the gradient is not a finite number
   */
  Map<String, Double> advance() throws NonFiniteLossException;

  /** Writes all that is needed to go on, into a directory that must not exist yet. */
  void saveResumable(Path directory) throws IOException;

  /** Goes on where another run of the same job was saved; bit-equal on the same machine. */
  void resume(Path directory) throws IOException;

  /** Writes a usable model below {@code modelsRoot} and returns its directory. */
  Path publish(Path modelsRoot) throws IOException;

  @Override
  void close();
}
