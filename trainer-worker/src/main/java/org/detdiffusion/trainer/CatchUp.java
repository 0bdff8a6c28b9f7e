package org.detdiffusion.trainer;

import java.io.IOException;

/** Waits until all that is on the stream now has reached the store. */
@FunctionalInterface
interface CatchUp {
  /**
   * Returns when it has.
   *
   * @throws IOException when it takes too long
   */
  void toEndOfStream() throws IOException, InterruptedException;
}
