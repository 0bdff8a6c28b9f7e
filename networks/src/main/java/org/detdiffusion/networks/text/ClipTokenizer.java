package org.detdiffusion.networks.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.detdiffusion.networks.weights.InvalidWeightsException;

/** CLIP's tokenizer, with tokens added to its vocabulary. One thread at a time. */
public final class ClipTokenizer {

  static final String BEGIN = "<|startoftext|>";
  static final String END = "<|endoftext|>";
  private static final Pattern WORD =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

  private final BytePairs pairs;
  private final Map<String, Integer> whole = new HashMap<>();
  private final int begin;
  private final int end;
  private final int size;
  private final int longest;

  private ClipTokenizer(Path path, TokenizerFiles files) throws InvalidWeightsException {
    for (String special : List.of(BEGIN, END)) {
      if (!files.ids().containsKey(special)) {
        throw new InvalidWeightsException(path, "has no token " + special);
      }
      whole.put(special, files.ids().get(special));
    }
    whole.putAll(files.added());
    begin = whole.get(BEGIN);
    end = whole.get(END);
    pairs = new BytePairs(files.ids(), files.merges(), end);
    longest = whole.keySet().stream().mapToInt(String::length).max().orElseThrow();
    int largest = files.ids().values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    size = 1 + Math.max(largest, whole.values().stream().mapToInt(i -> i).max().orElseThrow());
  }

  /**
   * @param path a tokenizer folder of a diffusers directory, or openai/CLIP's
   *     bpe_simple_vocab_16e6.txt, also packed as .gz
   */
  public static ClipTokenizer read(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    return new ClipTokenizer(
        path, folder ? TokenizerFiles.readFolder(path) : TokenizerFiles.readMerges(path));
  }

  /** Rows that the token table needs. */
  public int size() {
    return size;
  }

  /** Tokens beside the vocabulary with their ids, in the order of these. */
  public Map<String, Integer> added() {
    Map<String, Integer> added = new LinkedHashMap<>();
    whole.entrySet().stream()
        .filter(named -> named.getValue() != begin && named.getValue() != end)
        .sorted(Map.Entry.comparingByValue())
        .forEach(named -> added.put(named.getKey(), named.getValue()));
    return added;
  }

  /** The same with more tokens, such as places, which are never split; ids go on. */
  public ClipTokenizer with(List<String> tokens) {
    Map<String, Integer> more = new HashMap<>(whole);
    tokens.forEach(token -> more.putIfAbsent(token, size + more.size() - whole.size()));
    return new ClipTokenizer(this, more);
  }

  private ClipTokenizer(ClipTokenizer other, Map<String, Integer> whole) {
    this.whole.putAll(whole);
    pairs = other.pairs;
    begin = other.begin;
    end = other.end;
    size = other.size + whole.size() - other.whole.size();
    longest = whole.keySet().stream().mapToInt(String::length).max().orElseThrow();
  }

  /**
   * Begin, the prompt, end.
   *
   * @param limit ids at most; what is longer is cut, and ends all the same
   */
  public long[] encode(String prompt, int limit) {
    List<Integer> ids = new ArrayList<>();
    ids.add(begin);
    int plainFrom = 0;
    for (int i = 0; i < prompt.length(); i++) {
      String token = wholeTokenAt(prompt, i);
      if (token != null) {
        addWords(prompt.substring(plainFrom, i), ids);
        ids.add(whole.get(token));
        i += token.length() - 1;
        plainFrom = i + 1;
      }
    }
    addWords(prompt.substring(plainFrom), ids);
    List<Integer> kept = ids.subList(0, Math.min(ids.size(), limit - 1));
    long[] cut = new long[kept.size() + 1];
    Arrays.setAll(cut, i -> i < kept.size() ? kept.get(i) : end);
    return cut;
  }

  /** The same, filled up to the limit with the end's id, as Stable Diffusion wants it. */
  public long[] padded(String prompt, int limit) {
    long[] ids = encode(prompt, limit);
    long[] padded = Arrays.copyOf(ids, limit);
    Arrays.fill(padded, ids.length, limit, end);
    return padded;
  }

  /** The longest added token that begins here, or null. */
  private String wholeTokenAt(String prompt, int at) {
    if (prompt.charAt(at) != '<' && whole.size() == 2) {
      return null;
    }
    for (int length = Math.min(longest, prompt.length() - at); length > 0; length--) {
      String candidate = prompt.substring(at, at + length);
      if (whole.containsKey(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private void addWords(String text, List<Integer> ids) {
    Matcher words = WORD.matcher(CleanText.of(text));
    while (words.find()) {
      ids.addAll(pairs.encode(words.group()));
    }
  }
}
