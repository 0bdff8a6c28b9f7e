package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** A file of named tensors. Opening it reads names and shapes only. */
public interface TensorFile {

  Path file();

  /** Sorted. */
  Set<String> names();

  boolean contains(String name);

  /** Outermost dimension first. */
  long[] shape(String name) throws InvalidWeightsException;

  /** Values, row-major; half precision is widened exactly. */
  float[] floats(String name) throws IOException;
}
