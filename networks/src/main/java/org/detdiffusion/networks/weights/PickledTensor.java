package org.detdiffusion.networks.weights;

/**
 * A tensor of a state dict, which may leave out or repeat numbers of its storage.
 *
 * @param offset of its first number
 * @param strides in numbers, one a dimension
 */
record PickledTensor(StorageReference storage, long offset, long[] shape, long[] strides) {

  /**
   * Its number of elements.
   *
   * @throws ArithmeticException or IllegalArgumentException when its storage has not so many
   */
  long elements() {
    long elements = 1;
    long last = offset;
    for (int i = 0; i < shape.length; i++) {
      elements = Math.multiplyExact(elements, shape[i]);
      long steps = Math.max(shape[i] - 1, 0);
      last = Math.addExact(last, Math.multiplyExact(steps, strides[i]));
      if (shape[i] < 0 || strides[i] < 0) {
        throw new IllegalArgumentException("has a negative size");
      }
    }
    if (offset < 0 || elements > storage.elements()) {
      throw new IllegalArgumentException("has more elements than its storage");
    }
    if (elements > 0 && last >= storage.elements()) {
      throw new IllegalArgumentException("leaves its storage");
    }
    return elements;
  }

  /** Whether its numbers lie in the storage as in the tensor. */
  boolean isPlain() {
    long step = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && strides[i] != step) {
        return false;
      }
      step *= shape[i];
    }
    return true;
  }

  /** Place in the storage of an element by its row-major place in the tensor. */
  long place(long element) {
    long place = offset;
    long rest = element;
    for (int i = shape.length - 1; i >= 0; i--) {
      place += rest % shape[i] * strides[i];
      rest /= shape[i];
    }
    return place;
  }
}
