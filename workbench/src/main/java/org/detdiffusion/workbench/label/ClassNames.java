package org.detdiffusion.workbench.label;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.data.formats.SingleCocoFile;
import org.detdiffusion.perception.data.formats.WholeDataSet;

/**
 * Ids of classes in detections: those of the data set, and after them the detector's own classes,
 * whose boxes count unless the rule is class-aware.
 */
final class ClassNames {
  private final Map<String, Long> ids = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();

  ClassNames(WholeDataSet data, SingleCocoFile file) {
    for (int i = 0; i < data.classes().size(); i++) {
      put(file.classId(i), data.classes().get(i).name());
    }
  }

  ClassNames with(List<String> detectorClasses) {
    long next = ids.values().stream().mapToLong(Long::longValue).max().orElse(0);
    for (String name : detectorClasses) {
      if (!ids.containsKey(name)) {
        put(++next, name);
      }
    }
    return this;
  }

  private void put(long id, String name) {
    ids.putIfAbsent(name, id);
    names.putIfAbsent(id, name);
  }

  long id(String name) {
    return ids.get(name);
  }

  /** A name that no object has, for a class that the data set has not. */
  String name(long id) {
    return names.getOrDefault(id, "class " + id + " of the detector");
  }
}
