package org.detdiffusion.networks.diffusion;

import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;

/** What an object without a mask is taken to cover, for the perception-aware loss. */
public enum UnmaskedShape {
  /** Its whole box. */
  BOX,
  /** The ellipse in its box. */
  ELLIPSE;

  Mask mask(int width, int height, Box box) {
    return this == BOX ? Mask.rectangle(width, height, box) : Mask.ellipse(width, height, box);
  }
}
