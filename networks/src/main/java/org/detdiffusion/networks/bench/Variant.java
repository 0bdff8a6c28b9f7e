package org.detdiffusion.networks.bench;

import java.io.IOException;

/** One way to do some work, ready to do it again and again, in turn with others. */
public interface Variant extends AutoCloseable {

  /** What is done; the same for all variants of it. */
  String work();

  /** Who does it, such as {@code float32}. */
  String name();

  /** Multiplications and additions; 0 where they are not counted. */
  long flops();

  /** Does it once. */
  Measured run() throws IOException;

  @Override
  void close();
}
