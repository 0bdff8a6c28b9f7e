package org.detdiffusion.perception.data.formats;

/** Is told how far long work is. */
@FunctionalInterface
public interface ConversionProgress {
  /**
   * Called often while the work goes on: it is for the receiver to show some of it only.
   *
   * @param doing such as "reading instances.json"
   * @param all of the same unit as {@code done}
   */
  void at(String doing, long done, long all);
}
