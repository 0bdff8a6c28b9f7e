package org.detdiffusion.workerkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * A partition's jobs from the committed offset on, as the metadata of that offset: runs of jobs,
 * each {@code begun*jobs} or {@code d*jobs} for those done, such as {@code jobs:1*2,d*5,2*1}.
 */
final class LedgerText {
  private static final String PREFIX = "jobs:";

  /** Brokers take 4096 bytes unless {@code offset.metadata.max.bytes} is set. */
  private static final int MOST_CHARS = 4000;

  private static final Pattern RUN = Pattern.compile("(d|\\d{1,4})\\*(\\d{1,18})");
  private static final int DONE = -1;

  /** Jobs that follow each other and are in the same state. */
  record Run(int begun, long jobs) {
    boolean isDone() {
      return begun == DONE;
    }

    @Override
    public String toString() {
      return (isDone() ? "d" : Integer.toString(begun)) + "*" + jobs;
    }
  }

  private LedgerText() {}

  /**
   * Runs as text; those that no longer fit are left out: their jobs may be repeated.
   *
   * @param unfinished how often jobs were begun, by offset; those between them are done
   */
  static String write(SortedMap<Long, Integer> unfinished, long end) {
    var text = new StringBuilder();
    for (Run run : runs(unfinished, end)) {
      String next = (text.length() == 0 ? PREFIX : ",") + run;
      if (text.length() + next.length() > MOST_CHARS) {
        break;
      }
      text.append(next);
    }
    return text.toString();
  }

  /** Jobs at the end that nobody has begun need not be told. */
  private static List<Run> runs(SortedMap<Long, Integer> unfinished, long end) {
    List<Run> runs = new ArrayList<>();
    if (!unfinished.isEmpty()) {
      long at = unfinished.firstKey();
      for (var job : unfinished.entrySet()) {
        append(runs, new Run(DONE, job.getKey() - at));
        append(runs, new Run(job.getValue(), 1));
        at = job.getKey() + 1;
      }
      append(runs, new Run(DONE, end - at));
    }
    while (!runs.isEmpty() && runs.get(runs.size() - 1).begun() == 0) {
      runs.remove(runs.size() - 1);
    }
    return runs;
  }

  private static void append(List<Run> runs, Run next) {
    Run last = runs.isEmpty() ? new Run(DONE, 0) : runs.get(runs.size() - 1);
    if (!runs.isEmpty() && last.begun() == next.begun()) {
      runs.set(runs.size() - 1, new Run(last.begun(), last.jobs() + next.jobs()));
    } else if (next.jobs() > 0) {
      runs.add(next);
    }
  }

  /** Nothing when somebody else wrote the text. */
  static List<Run> read(String text) {
    if (text == null || !text.startsWith(PREFIX)) {
      return List.of();
    }
    List<Run> runs = new ArrayList<>();
    for (String run : text.substring(PREFIX.length()).split(",", -1)) {
      var parts = RUN.matcher(run);
      if (!parts.matches()) {
        return List.of();
      }
      int begun = parts.group(1).equals("d") ? DONE : Integer.parseInt(parts.group(1));
      runs.add(new Run(begun, Long.parseLong(parts.group(2))));
    }
    return runs;
  }
}
