package org.detdiffusion.networks.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.detdiffusion.networks.weights.InvalidWeightsException;

/** The vocabulary on disk, in either of its two forms. */
record TokenizerFiles(Map<String, Integer> ids, List<String> merges, Map<String, Integer> added) {

  private static final int LARGEST = 64_000_000;
  private static final JsonMapper JSON = new JsonMapper();

  /** A folder with vocab.json, merges.txt and maybe added_tokens.json, as transformers saves it. */
  static TokenizerFiles readFolder(Path folder) throws IOException {
    Path added = folder.resolve("added_tokens.json");
    return new TokenizerFiles(
        ids(folder.resolve("vocab.json")),
        merges(text(folder.resolve("merges.txt"))),
        Files.exists(added) ? ids(added) : Map.of());
  }

  /** openai/CLIP's bpe_simple_vocab_16e6.txt, also packed by gzip: the merges decide the ids. */
  static TokenizerFiles readMerges(Path file) throws IOException {
    List<String> merges = merges(text(file));
    merges = merges.subList(0, Math.min(merges.size(), 49152 - 256 - 2));
    Map<String, Integer> ids = new HashMap<>();
    for (String ending : List.of("", BytePairs.END_OF_WORD)) {
      BytePairs.alphabet().forEach(character -> ids.put(character + ending, ids.size()));
    }
    merges.forEach(merge -> ids.put(merge.replace(" ", ""), ids.size()));
    ids.put(ClipTokenizer.BEGIN, ids.size());
    ids.put(ClipTokenizer.END, ids.size());
    return new TokenizerFiles(ids, merges, Map.of());
  }

  private static Map<String, Integer> ids(Path file) throws IOException {
    try {
      return JSON.readValue(text(file), new TypeReference<Map<String, Integer>>() {});
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(file, "is not a JSON object of tokens and their ids");
    }
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidWeightsException(file, "is missing");
    }
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      byte[] bytes = plain.readNBytes(LARGEST);
      if (bytes.length == LARGEST) {
        throw new InvalidWeightsException(file, "is too large for a vocabulary");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Pairs, one a line, after a line with the version. */
  private static List<String> merges(String text) {
    List<String> merges = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String pair = line.strip();
      if (!pair.startsWith("#version") && !pair.startsWith("\"bpe_simple") && !pair.isEmpty()) {
        merges.add(pair);
      }
    }
    return merges;
  }
}
