package org.detdiffusion.networks.script;

/** A place in the tree of parameter names, such as {@code down_blocks.0.resnets.1}. */
public record Scope(Trace trace, String path) {

  public Scope at(String child) {
    return new Scope(trace, path.isEmpty() ? child : path + "." + child);
  }

  public Scope at(String child, int index) {
    return at(child).at(Integer.toString(index));
  }

  /** A parameter of the network; the first trace to ask for it decides its initial values. */
  public Tensor parameter(String name, Initializer initializer, long... shape) {
    return trace.parameter(at(name).path(), initializer, shape);
  }
}
