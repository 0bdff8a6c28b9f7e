package org.detdiffusion.networks.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.perception.layout.Prompt;

/** Prompts of the pocket model, whose vocabulary is whole words. */
final class WordPrompts implements LayoutPrompts {

  private final Prompt prompt;
  private final Vocabulary vocabulary;
  private final int length;

  WordPrompts(GeneratorConfig config) {
    prompt = config.prompt();
    vocabulary = new Vocabulary(config.classes(), prompt);
    length = config.text().length();
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public Encoded empty() {
    return encode(List.of(), List.of(), List.of());
  }

  @Override
  public Encoded shuffled(Layout layout, RandomGenerator random) {
    return encode(prompt.shuffled(layout, random));
  }

  @Override
  public Encoded encode(Layout layout) {
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
    return new Encoded(String.join(" ", words), ids, objects, lastTokens);
  }
}
