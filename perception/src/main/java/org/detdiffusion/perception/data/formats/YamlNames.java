package org.detdiffusion.perception.data.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.detdiffusion.perception.data.InvalidDataSetException;

/**
 * The field {@code names} of a data.yaml in the forms that are in use: a list or a mapping from 0
 * on, in one line or over several.
 */
final class YamlNames {
  /** In quotes of either kind, or plain up to a comma, a bracket or a comment. */
  private static final String TEXT =
      "\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^']|'')*)'|([^,\\[\\]{}\\s][^,\\[\\]{}]*)";

  private static final Pattern FLOW =
      Pattern.compile("\\s*,?\\s*(?:(\\d+)\\s*:\\s*)?(?:" + TEXT + ")");
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:-\\s+|['\"]?(\\d+)['\"]?\\s*:\\s+)(?:" + TEXT.replace(",", "") + ")");

  private YamlNames() {}

  static List<String> of(List<String> lines, Path file) throws InvalidDataSetException {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("names:")) {
        String rest = uncommented(lines.get(i).substring("names:".length()));
        List<String> others = lines.subList(i + 1, lines.size());
        return rest.isEmpty() ? block(others, file) : flow(rest, others, file);
      }
    }
    throw new InvalidDataSetException(file + " has no field 'names': list the classes there");
  }

  private static List<String> block(List<String> lines, Path file) throws InvalidDataSetException {
    TreeMap<Integer, String> names = new TreeMap<>();
    for (String line : lines) {
      if (line.strip().startsWith("#")) {
        continue;
      }
      if (!line.startsWith(" ") && !line.startsWith("-")) {
        break;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.lookingAt()) {
        throw unreadable(file, line);
      }
      add(matcher, names, file);
    }
    return List.copyOf(names.values());
  }

  private static List<String> flow(String start, List<String> more, Path file)
      throws InvalidDataSetException {
    StringBuilder text = new StringBuilder(start);
    String end = start.startsWith("[") ? "]" : "}";
    for (int i = 0; i < more.size() && !text.toString().endsWith(end); i++) {
      text.append(' ').append(uncommented(more.get(i)));
    }
    if (!start.matches("[\\[{].*") || !text.toString().endsWith(end)) {
      throw unreadable(file, start);
    }
    TreeMap<Integer, String> names = new TreeMap<>();
    Matcher matcher = FLOW.matcher(text).region(1, text.length());
    while (matcher.lookingAt()) {
      add(matcher, names, file);
      matcher.region(matcher.end(), text.length());
    }
    if (!text.substring(matcher.regionStart()).matches("\\s*,?\\s*[]}]")) {
      throw unreadable(file, text.toString());
    }
    return List.copyOf(names.values());
  }

  private static void add(Matcher matcher, Map<Integer, String> names, Path file)
      throws InvalidDataSetException {
    try {
      String key = matcher.group(1);
      int index = key == null ? names.size() : Integer.parseInt(key);
      if (index != names.size()) {
        throw new InvalidDataSetException(
            file + " must number its classes 0, 1, 2, ... in order: correct 'names'");
      }
      names.put(index, text(matcher));
    } catch (NumberFormatException e) {
      throw unreadable(file, matcher.group());
    }
  }

  private static String text(Matcher matcher) {
    if (matcher.group(2) != null) {
      return matcher.group(2).replaceAll("\\\\(.)", "$1");
    }
    if (matcher.group(3) != null) {
      return matcher.group(3).replace("''", "'");
    }
    return uncommented(matcher.group(4));
  }

  private static String uncommented(String text) {
    return text.replaceFirst("(^|\\s)#.*$", "").strip();
  }

  private static InvalidDataSetException unreadable(Path file, String text) {
    return new InvalidDataSetException(
        "%s has names that can't be read at '%s': write one '0: name' a line"
            .formatted(file, text.strip()));
  }
}
