package org.detdiffusion.networks.diffusion;

import java.util.List;
import java.util.random.RandomGenerator;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/** Layouts as the text encoder takes them: token ids, padded to its length. */
public interface LayoutPrompts {

  /**
   * @param text as a person reads it
   * @param ids one for each position
   * @param objects those named, in the order of the prompt
   * @param lastTokens position of each one's last token, whose state has seen the whole object
   */
  record Encoded(String text, long[] ids, List<LayoutObject> objects, List<Integer> lastTokens) {}

  /** How many ids. */
  int length();

  /** The null prompt. */
  Encoded empty();

  /** The objects in random order, as in GeoDiffusion's training. */
  Encoded shuffled(Layout layout, RandomGenerator random);

  /** The objects in the order of the layout. */
  Encoded encode(Layout layout);
}
