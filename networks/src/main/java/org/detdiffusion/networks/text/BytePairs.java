package org.detdiffusion.networks.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Byte-pair encoding of words (Sennrich et al. 2016), over bytes that are written as printable
 * characters; the last piece of a word ends in {@code </w>}.
 */
final class BytePairs {

  static final String END_OF_WORD = "</w>";
  private static final String[] PRINTABLE = printable();

  private final Map<String, Integer> ids;
  private final Map<String, Integer> ranks = new HashMap<>();
  private final Map<String, List<Integer>> known = new HashMap<>();
  private final int unknown;

  /**
   * @param ids of the pieces
   * @param merges pairs of pieces with a blank between, the first one joined first
   * @param unknown id of what has none
   */
  BytePairs(Map<String, Integer> ids, List<String> merges, int unknown) {
    this.ids = ids;
    this.unknown = unknown;
    for (String merge : merges) {
      ranks.putIfAbsent(merge, ranks.size());
    }
  }

  /** Each byte as a character: itself where that can be seen, else one from U+0100 on. */
  private static String[] printable() {
    String[] characters = new String[256];
    int next = 256;
    for (int value = 0; value < 256; value++) {
      boolean seen = (value > 32 && value < 127) || (value > 160 && value != 173);
      characters[value] = Character.toString(seen ? value : next++);
    }
    return characters;
  }

  /** CLIP's order of the single bytes in its vocabulary: the visible ones first. */
  static List<String> alphabet() {
    List<String> seen = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String character : PRINTABLE) {
      (character.charAt(0) < 256 ? seen : others).add(character);
    }
    seen.addAll(others);
    return seen;
  }

  List<Integer> encode(String word) {
    return known.computeIfAbsent(word, w -> pieces(w).stream().map(this::id).toList());
  }

  private int id(String piece) {
    return ids.getOrDefault(piece, unknown);
  }

  private List<String> pieces(String word) {
    List<String> pieces = new ArrayList<>();
    for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
      pieces.add(PRINTABLE[value & 0xff]);
    }
    pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + END_OF_WORD);
    boolean joined = true;
    while (joined) {
      joined = joinBest(pieces);
    }
    return pieces;
  }

  /** Joins the pair of the lowest rank wherever it occurs, from the left. */
  private boolean joinBest(List<String> pieces) {
    int best = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < pieces.size(); i++) {
      best = Math.min(best, rank(pieces, i));
    }
    if (best == Integer.MAX_VALUE) {
      return false;
    }
    for (int i = 0; i + 1 < pieces.size(); i++) {
      if (rank(pieces, i) == best) {
        pieces.set(i, pieces.get(i) + pieces.remove(i + 1));
      }
    }
    return true;
  }

  private int rank(List<String> pieces, int at) {
    String pair = pieces.get(at) + " " + pieces.get(at + 1);
    return ranks.getOrDefault(pair, Integer.MAX_VALUE);
  }
}
