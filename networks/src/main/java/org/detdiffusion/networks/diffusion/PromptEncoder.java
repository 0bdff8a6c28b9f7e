package org.detdiffusion.networks.diffusion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.perception.layout.Prompt;

/** Layouts to token ids, padded to the text encoder's length. */
final class PromptEncoder {

  private final Vocabulary vocabulary;
  private final GeneratorConfig config;

  PromptEncoder(GeneratorConfig config) {
    this.config = config;
    this.vocabulary = new Vocabulary(config.classes(), config.locations());
  }

  /**
   * @param ids one for each position
   * @param objects those named, in the order of the prompt
   * @param lastTokens position of each one's last token, whose state has seen the whole object
   */
  record Encoded(long[] ids, List<LayoutObject> objects, int[] lastTokens) {}

  Encoded empty() {
    return encode(List.of("<begin>"), List.of(), new int[0]);
  }

  /** With {@code shuffle} the objects come in random order, as in GeoDiffusion's training. */
  Encoded encode(Layout layout, RandomGenerator shuffle) {
    List<LayoutObject> objects = new ArrayList<>(layout.objects());
    for (int i = objects.size() - 1; i > 0; i--) {
      Collections.swap(objects, i, shuffle.nextInt(i + 1));
    }
    return encode(layout, objects);
  }

  /** The objects in the order of the layout. */
  Encoded encode(Layout layout) {
    return encode(layout, layout.objects());
  }

  private Encoded encode(Layout layout, List<LayoutObject> all) {
    List<LayoutObject> objects = all.subList(0, Math.min(all.size(), config.maxObjects()));
    List<String> words = new ArrayList<>(List.of("<begin>"));
    words.addAll(Prompt.BEGINNING);
    int[] lastTokens = new int[objects.size()];
    for (int i = 0; i < lastTokens.length; i++) {
      words.addAll(Prompt.words(objects.get(i), layout, config.locations()));
      lastTokens[i] = words.size() - 1;
    }
    return encode(words, objects, lastTokens);
  }

  private Encoded encode(List<String> words, List<LayoutObject> objects, int[] lastTokens) {
    long[] ids = new long[config.text().length()];
    java.util.Arrays.fill(ids, Vocabulary.END);
    for (int i = 0; i < words.size(); i++) {
      ids[i] = vocabulary.id(words.get(i));
    }
    return new Encoded(ids, objects, lastTokens);
  }

  /** The prompt as a person reads it. */
  String text(Layout layout) {
    List<String> words = new ArrayList<>(Prompt.BEGINNING);
    layout.objects().stream()
        .limit(config.maxObjects())
        .forEach(object -> words.addAll(Prompt.words(object, layout, config.locations())));
    return String.join(" ", words);
  }
}
