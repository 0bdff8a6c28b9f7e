package org.detdiffusion.networks.diffusers;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two ways in which diffusers has named the attention of its autoencoder. */
enum Spelling {
  /** Up to about 0.17, and in Stable Diffusion 1.5's own files. */
  OLD,
  /** What our networks use too. */
  NEW;

  private static final String ATTENTION = "(.*mid_block\\.attentions\\.\\d+)\\.";
  private static final Pattern OLD_NAME =
      Pattern.compile(ATTENTION + "(query|key|value|proj_attn)\\.(weight|bias)");
  private static final Pattern NEW_NAME =
      Pattern.compile(ATTENTION + "(to_q|to_k|to_v|to_out\\.0)\\.(weight|bias)");
  private static final Map<String, String> NEW_OF_OLD =
      Map.of("query", "to_q", "key", "to_k", "value", "to_v", "proj_attn", "to_out.0");
  private static final Map<String, String> OLD_OF_NEW =
      Map.of("to_q", "query", "to_k", "key", "to_v", "value", "to_out.0", "proj_attn");

  static Spelling of(Set<String> names) {
    return names.stream().anyMatch(name -> OLD_NAME.matcher(name).matches()) ? OLD : NEW;
  }

  String inFile(String name) {
    return this == OLD ? replaced(name, NEW_NAME, OLD_OF_NEW) : name;
  }

  String inNetwork(String name) {
    return this == OLD ? replaced(name, OLD_NAME, NEW_OF_OLD) : name;
  }

  private static String replaced(String name, Pattern pattern, Map<String, String> words) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches()
        ? matcher.group(1) + "." + words.get(matcher.group(2)) + "." + matcher.group(3)
        : name;
  }
}
