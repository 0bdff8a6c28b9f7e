package org.detdiffusion.perception.data.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers classes in the order in which they come; equal names are one class. */
final class ClassTable {
  private final Map<String, Integer> indices = new HashMap<>();
  private final List<ClassEntry> entries = new ArrayList<>();

  int index(ClassEntry entry) {
    Integer known = indices.putIfAbsent(entry.name(), entries.size());
    if (known == null) {
      entries.add(entry);
      return entries.size() - 1;
    }
    return known;
  }

  int index(String name) {
    return index(new ClassEntry(0, name, ""));
  }

  boolean has(String name) {
    return indices.containsKey(name);
  }

  List<ClassEntry> entries() {
    return List.copyOf(entries);
  }
}
