package org.detdiffusion.networks.diffusers;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.detdiffusion.networks.diffusion.LayoutPrompts;
import org.detdiffusion.networks.text.ClipTokenizer;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.perception.layout.Prompt;

/**
 * Layouts in CLIP's tokens. An object that does not fit whole is left out with those after it,
 * where the original would cut it in the middle.
 *
 * @param length ids of a prompt, 77 in Stable Diffusion
 */
record ClipPrompts(ClipTokenizer tokenizer, Prompt prompt, int length) implements LayoutPrompts {

  @Override
  public Encoded empty() {
    return new Encoded("", tokenizer.padded("", length), List.of(), List.of());
  }

  @Override
  public Encoded shuffled(Layout layout, RandomGenerator random) {
    return encode(prompt.shuffled(layout, random));
  }

  @Override
  public Encoded encode(Layout layout) {
    List<LayoutObject> named = new ArrayList<>();
    List<Integer> lastTokens = new ArrayList<>();
    StringBuilder words = new StringBuilder(prompt.opening());
    int used = 1 + count(prompt.opening());
    for (LayoutObject object : layout.objects()) {
      String more = String.join(" ", prompt.words(object, layout));
      int tokens = count(more);
      if (named.size() == prompt.limit() || used + tokens >= length) {
        break;
      }
      used += tokens;
      words.append(' ').append(more);
      named.add(object);
      lastTokens.add(used - 1);
    }
    String text = words.toString();
    return new Encoded(text, tokenizer.padded(text, length), named, lastTokens);
  }

  /** Tokens of a text without its begin and end. */
  private int count(String words) {
    return tokenizer.encode(words, Integer.MAX_VALUE).length - 2;
  }
}
