package org.detdiffusion.networks.script;

/**
 * One parameter of a network.
 *
 * @param name as in diffusers, transformers or torchvision, dots between the parts
 * @param group index of its group in the optimiser; also the number of the list that carries it
 * @param index its place in that list
 */
public record Parameter(String name, long[] shape, Initializer initializer, int group, int index) {

  public int size() {
    long size = 1;
    for (long dimension : shape) {
      size *= dimension;
    }
    return Math.toIntExact(size);
  }

  /** How the script reads it. */
  String expression() {
    return "p" + group + "[" + index + "]";
  }
}
