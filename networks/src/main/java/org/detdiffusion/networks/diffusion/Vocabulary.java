package org.detdiffusion.networks.diffusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.layout.LocationTokens;
import org.detdiffusion.perception.layout.Prompt;

/**
 * The pocket model's vocabulary, whole words: begin, end (also the padding), the words of the
 * prompt, the classes' words, the attributes, then the location tokens.
 */
public final class Vocabulary {

  public static final int BEGIN = 0;
  public static final int END = 1;

  private final Map<String, Integer> ids = new HashMap<>();
  private final int firstLocation;
  private final LocationTokens grid;

  public Vocabulary(List<String> classes, Prompt prompt) {
    grid = prompt.locations();
    Set<String> words = new LinkedHashSet<>(List.of("<begin>", "<end>"));
    words.addAll(List.of(prompt.opening().split("\\s+")));
    for (String name : classes) {
      if (name.isBlank() || name.contains("<")) {
        throw new IllegalArgumentException(
            "class '" + name + "' can't be prompted: rename it, without '<' and not blank");
      }
      words.addAll(List.of(prompt.form().classText(name).strip().split("\\s+")));
    }
    for (Attribute attribute : Attribute.values()) {
      words.add(Prompt.token(attribute));
    }
    List<String> all = new ArrayList<>(words);
    all.forEach(word -> ids.put(word, ids.size()));
    firstLocation = all.size();
    for (int i = 0; i < grid.count(); i++) {
      ids.put(LocationTokens.token(i), firstLocation + i);
    }
  }

  public int size() {
    return ids.size();
  }

  /**
   * @throws IllegalArgumentException for a word it does not know
   */
  public int id(String word) {
    Integer id = ids.get(word);
    if (id == null) {
      throw new IllegalArgumentException("the prompt's vocabulary has no word '" + word + "'");
    }
    return id;
  }

  /**
   * Initial token rows: words at random; location tokens by the fixed two-dimensional sine and
   * cosine code of GeoDiffusion (columns in the first half, rows in the second).
   */
  public Initializer rows(double wordDeviation) {
    return (shape, size, random) -> {
      int width = (int) shape[1];
      float[] rows = new float[size];
      for (int id = 0; id < shape[0]; id++) {
        fill(rows, id, width, wordDeviation, random);
      }
      return rows;
    };
  }

  private void fill(float[] rows, int id, int width, double deviation, RandomGenerator random) {
    int place = id - firstLocation;
    for (int i = 0; i < width; i++) {
      if (place < 0) {
        rows[id * width + i] = (float) (deviation * random.nextGaussian());
        continue;
      }
      int column = place % grid.columns();
      int row = place / grid.columns();
      rows[id * width + i] = (float) LocationEmbedding.value(column, row, i, width);
    }
  }
}
