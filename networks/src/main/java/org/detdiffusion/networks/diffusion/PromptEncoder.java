package org.detdiffusion.networks.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.perception.layout.Prompt;

/** Layouts to token ids, padded to the text encoder's length. */
final class PromptEncoder {

  private final Prompt prompt;
  private final Vocabulary vocabulary;
  private final int length;

  PromptEncoder(GeneratorConfig config) {
    prompt = config.prompt();
    vocabulary = new Vocabulary(config.classes(), prompt);
    length = config.text().length();
  }

  /**
   * @param ids one for each position
   * @param objects those named, in the order of the prompt
   * @param lastTokens position of each one's last token, whose state has seen the whole object
   */
  record Encoded(long[] ids, List<LayoutObject> objects, List<Integer> lastTokens) {}

  /** The null prompt. */
  Encoded empty() {
    return encode(List.of(), List.of(), List.of());
  }

  /** The objects in random order, as in GeoDiffusion's training. */
  Encoded shuffled(Layout layout, RandomGenerator random) {
    return encode(prompt.shuffled(layout, random));
  }

  /** The objects in the order of the layout. */
  Encoded encode(Layout layout) {
    List<LayoutObject> objects =
        layout.objects().subList(0, Math.min(prompt.limit(), layout.objects().size()));
    List<String> words = new ArrayList<>(List.of(prompt.opening().split("\\s+")));
    List<Integer> lastTokens = new ArrayList<>();
    for (LayoutObject object : objects) {
      words.addAll(prompt.words(object, layout));
      lastTokens.add(words.size());
    }
    return encode(words, objects, lastTokens);
  }

  private Encoded encode(List<String> words, List<LayoutObject> objects, List<Integer> lastTokens) {
    long[] ids = new long[length];
    Arrays.fill(ids, Vocabulary.END);
    ids[0] = Vocabulary.BEGIN;
    for (int i = 0; i < words.size(); i++) {
      ids[1 + i] = vocabulary.id(words.get(i));
    }
    return new Encoded(ids, objects, lastTokens);
  }

  /** The prompt as a person reads it. */
  String text(Layout layout) {
    return prompt.text(layout);
  }
}
