package org.detdiffusion.networks.diffusers;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Values of a network's parameters that are to be written. */
@FunctionalInterface
public interface TrainedValues {

  /**
   * @param name as in the network, without the name of its part
   * @return little-endian float32, row-major
   */
  ByteBuffer of(String name) throws IOException;
}
