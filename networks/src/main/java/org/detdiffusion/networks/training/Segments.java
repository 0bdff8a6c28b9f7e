package org.detdiffusion.networks.training;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.detdiffusion.networks.script.Trace.Method;

/** A traced method, whose lines are {@code v0 = ...}, {@code v1 = ...}, cut where it says. */
final class Segments {

  private static final Pattern VALUE = Pattern.compile("\\bv(\\d+)\\b");
  private static final Pattern PARAMETER = Pattern.compile("\\bp(\\d+)\\[\\d+]");

  /**
   * Consecutive lines.
   *
   * @param inputs values of earlier segments that it uses and that depend on trained parameters
   * @param constants those that don't depend on parameters
   * @param outputs its own values that later segments use and that depend on trained parameters
   * @param fixed those that don't
   * @param parameters that it trains, as the script reads them
   */
  record Segment(
      List<String> lines,
      SortedSet<Integer> inputs,
      SortedSet<Integer> constants,
      SortedSet<Integer> outputs,
      SortedSet<Integer> fixed,
      SortedSet<String> parameters) {}

  private final GroupedParameters groups;
  private final List<String> lines;
  private final BitSet trained = new BitSet();
  private final List<Segment> all = new ArrayList<>();

  Segments(Method method, GroupedParameters groups) {
    this.groups = groups;
    List<String> text = method.source().lines().toList();
    lines = text.subList(1, text.size());
    for (int i = 0; i < lines.size() - 1; i++) {
      boolean depends = !trained(lines.get(i)).isEmpty();
      depends |= uses(i, i + 1, 0, i).stream().anyMatch(trained::get);
      trained.set(i, depends);
    }
    SortedSet<Integer> ends = new TreeSet<>(method.cuts());
    ends.remove(lines.size() - 1);
    ends.add(lines.size() - 1);
    int start = 0;
    for (int end : ends) {
      if (end > start) {
        all.add(segment(start, end));
        start = end;
      }
    }
  }

  List<Segment> all() {
    return all;
  }

  private Segment segment(int start, int end) {
    SortedSet<String> parameters = new TreeSet<>();
    lines.subList(start, end).forEach(line -> parameters.addAll(trained(line)));
    SortedSet<Integer> in = uses(start, end, 0, start);
    SortedSet<Integer> out = uses(end, lines.size(), start, end);
    return new Segment(
        lines.subList(start, end),
        only(in, true),
        only(in, false),
        only(out, true),
        only(out, false),
        parameters);
  }

  /** The parameters of a line that are trained. */
  private List<String> trained(String line) {
    return PARAMETER
        .matcher(line)
        .results()
        .filter(found -> groups.isTrained(Integer.parseInt(found.group(1))))
        .map(MatchResult::group)
        .toList();
  }

  private SortedSet<Integer> only(SortedSet<Integer> values, boolean dependent) {
    SortedSet<Integer> kept = new TreeSet<>(values);
    kept.removeIf(value -> trained.get(value) != dependent);
    return kept;
  }

  /** Values {@code low..high-1} that lines {@code start..end-1} mention. */
  private SortedSet<Integer> uses(int start, int end, int low, int high) {
    SortedSet<Integer> used = new TreeSet<>();
    for (int i = start; i < end; i++) {
      Matcher matcher = VALUE.matcher(lines.get(i));
      while (matcher.find()) {
        int value = Integer.parseInt(matcher.group(1));
        if (value >= low && value < high) {
          used.add(value);
        }
      }
    }
    return used;
  }
}
