package org.detdiffusion.perception.data.formats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what a conversion can't carry over, so that nothing is lost silently. */
final class ConversionLog {
  private final ConversionProgress progress;
  private final Map<String, Integer> dropped = new LinkedHashMap<>();
  private final Map<String, Integer> changed = new LinkedHashMap<>();
  private final List<String> examples = new ArrayList<>();
  private int objectsRead;

  ConversionLog(ConversionProgress progress) {
    this.progress = progress;
  }

  void at(String doing, long done, long all) {
    progress.at(doing, done, all);
  }

  void objectRead() {
    objectsRead++;
  }

  /** The first of each kind is told in full. */
  void drop(String reason, String example) {
    note(dropped, reason, example);
  }

  /** Something is kept in another form than it had. */
  void change(String reason, String example) {
    note(changed, reason, example);
  }

  private void note(Map<String, Integer> counts, String reason, String example) {
    if (counts.merge(reason, 1, Integer::sum) == 1) {
      examples.add(example);
    }
  }

  int objectsRead() {
    return objectsRead;
  }

  Map<String, Integer> dropped() {
    return new LinkedHashMap<>(dropped);
  }

  Map<String, Integer> changed() {
    return new LinkedHashMap<>(changed);
  }

  List<String> examples() {
    return List.copyOf(examples);
  }
}
