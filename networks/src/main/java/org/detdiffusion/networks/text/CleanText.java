package org.detdiffusion.networks.text;

import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as CLIP's tokenizer wants it: what ftfy does to it, one blank between words, lower case.
 * Text that was decoded with a wrong character set (mojibake) is not repaired; of the named HTML
 * entities only those of XML and the blank are known.
 */
final class CleanText {

  private static final Pattern ENTITY =
      Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]+);");
  private static final Map<String, String> ENTITIES =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");
  private static final Pattern SINGLE_QUOTES = Pattern.compile("[\u02bc\u2018-\u201b]");
  private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\u201c-\u201f]");
  private static final Pattern COMPATIBLE =
      Pattern.compile(
          "[\u3000\uff01-\uffef\ufb00-\ufb06\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3]");
  private static final Pattern C1 = Pattern.compile("[\u0080-\u009f]");
  private static final Pattern TERMINAL_ESCAPE = Pattern.compile("\u001b\\[[0-9;]*[a-zA-Z]");
  private static final Pattern CONTROL =
      Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\u206a-\u206f\ufeff\ufff9-\ufffc]");
  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private CleanText() {}

  static String of(String text) {
    String fixed = text;
    String before;
    boolean markup = text.contains("<");
    do {
      before = fixed;
      fixed = fixed(markup ? fixed : unescaped(fixed));
    } while (!fixed.equals(before));
    return BLANKS.matcher(fixed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  private static String fixed(String text) {
    text = C1.matcher(text).replaceAll(CleanText::windows);
    text = COMPATIBLE.matcher(text).replaceAll(CleanText::compatible);
    text = SINGLE_QUOTES.matcher(text).replaceAll("'");
    text = DOUBLE_QUOTES.matcher(text).replaceAll("\"");
    text = TERMINAL_ESCAPE.matcher(text).replaceAll("");
    text = CONTROL.matcher(text).replaceAll("");
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static String windows(MatchResult match) {
    byte[] code = {(byte) match.group().charAt(0)};
    return Matcher.quoteReplacement(new String(code, WINDOWS).replace("\ufffd", ""));
  }

  private static String compatible(MatchResult match) {
    return Matcher.quoteReplacement(Normalizer.normalize(match.group(), Normalizer.Form.NFKC));
  }

  private static String unescaped(String text) {
    return ENTITY.matcher(text).replaceAll(match -> Matcher.quoteReplacement(character(match)));
  }

  private static String character(MatchResult match) {
    String name = match.group(1);
    if (!name.startsWith("#")) {
      return ENTITIES.getOrDefault(name, match.group());
    }
    boolean hexadecimal = Character.toLowerCase(name.charAt(1)) == 'x';
    int code = Integer.parseInt(name.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
    return Character.isValidCodePoint(code) ? Character.toString(code) : "\ufffd";
  }
}
