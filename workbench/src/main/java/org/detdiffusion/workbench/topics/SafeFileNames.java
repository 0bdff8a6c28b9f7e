package org.detdiffusion.workbench.topics;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.detdiffusion.perception.data.Sha256;

/**
 * File names from ids, which anybody who publishes may choose: one part of a path, never hidden,
 * never two alike, also where upper and lower case are the same.
 */
final class SafeFileNames {
  private static final int LONGEST = 100;
  private static final int DIGITS = 32;

  private final String ending;
  private final Map<String, String> keyByName = new HashMap<>();

  /**
   * @param ending such as ".png"
   */
  SafeFileNames(String ending) {
    this.ending = ending;
  }

  /**
   * The id where it is a plain name that is free ("a.jpg" becomes "a.png"), else what is plain of
   * it and digits of the key's checksum. The same key always gets the same name.
   *
   * @param key differs between things that need different names
   */
  String claim(String id, String key) {
    String stem = id.replaceFirst("(?i)\\.(png|jpe?g|json)$", "");
    String plain = plain(stem);
    if (plain.equals(stem) && isFreeFor(plain, key)) {
      return plain + ending;
    }
    String sum = Sha256.of(key.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    return plain + "~" + sum + ending;
  }

  /** A plain name has no "~", so it is no other's name with digits. */
  private static String plain(String stem) {
    String plain = stem.replaceAll("[^A-Za-z0-9._#-]", "_").replaceFirst("^[.-]", "_");
    return plain.isEmpty() ? "_" : plain.substring(0, Math.min(plain.length(), LONGEST));
  }

  private boolean isFreeFor(String name, String key) {
    return keyByName.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> key).equals(key);
  }
}
