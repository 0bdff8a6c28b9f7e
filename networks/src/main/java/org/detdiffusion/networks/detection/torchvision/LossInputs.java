package org.detdiffusion.networks.detection.torchvision;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a loss compares with, input by input, until there is native memory for it. */
public final class LossInputs {

  private final List<Function<NDManager, NDList>> inputs = new ArrayList<>();

  LossInputs longs(long... values) {
    return arrays(manager -> new NDList(manager.create(values)));
  }

  LossInputs floats(double[] values, long... shape) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return arrays(manager -> new NDList(manager.create(narrow, new Shape(shape))));
  }

  LossInputs arrays(Function<NDManager, NDList> arrays) {
    inputs.add(arrays);
    return this;
  }

  /** In the order that the losses declare them. */
  public NDList toArrays(NDManager manager) {
    NDList arrays = new NDList();
    inputs.forEach(input -> arrays.addAll(input.apply(manager)));
    return arrays;
  }
}
