package org.detdiffusion.workbench.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;

/**
 * The newest record that others have written of every image, and what was written over them. The
 * topic is read once before and again after: a labeller may have judged an image in between, and
 * its record then lies below ours, which compaction would keep.
 */
final class Verdicts {
  /** A record that was written in the place of another. */
  private record Replaced(AttributeRecord from, AttributeRecord to) {}

  private final RelabelOptions options;
  private final Map<String, AttributeRecord> newest = new LinkedHashMap<>();
  private final Map<String, String> unreadable = new LinkedHashMap<>();
  private final Map<String, List<Replaced>> ours = new HashMap<>();
  private final Set<String> awaited = new HashSet<>();
  private final Set<String> overwritten = new LinkedHashSet<>();

  Verdicts(RelabelOptions options) {
    this.options = options;
  }

  /** A record, in the order of the topic from its beginning. */
  void accept(Incoming record) {
    String key = record.key();
    unreadable.remove(key);
    if (record.value() == null) {
      newest.remove(key);
      return;
    }
    try {
      accept(key, Wire.decode(AttributeRecord.class, record.value()));
    } catch (UnreadableMessageException e) {
      newest.remove(key);
      if (key != null && ImageKey.isOf(options.dataSet(), key)) {
        unreadable.put(key, e.getMessage());
      }
    }
  }

  private void accept(String key, AttributeRecord record) {
    List<Replaced> own = ours.getOrDefault(key, List.of());
    if (own.stream().noneMatch(each -> each.to().equals(record))) {
      keep(key, record);
    } else if (own.get(own.size() - 1).to().equals(record)) {
      awaited.remove(key);
      AttributeRecord below = newest.get(key);
      if (below != null && !below.equals(own.get(own.size() - 1).from())) {
        overwritten.add(key);
      }
    }
  }

  private void keep(String key, AttributeRecord record) {
    newest.remove(key);
    if (record.getDataSet().equals(options.dataSet())
        && options.split().map(record.getSplit()::equals).orElse(true)) {
      newest.put(key, record);
    }
  }

  /** The keys of all records there are, in the order they came. */
  List<String> keys() {
    return List.copyOf(newest.keySet());
  }

  Optional<AttributeRecord> newest(String key) {
    return Optional.ofNullable(newest.get(key));
  }

  /** Why records of the data set can't be read, one reason each. */
  List<String> unreadable() {
    return List.copyOf(unreadable.values());
  }

  /** The newest record of the key is about to be replaced. */
  void replace(String key, AttributeRecord with) {
    ours.computeIfAbsent(key, k -> new ArrayList<>()).add(new Replaced(newest.get(key), with));
    awaited.add(key);
  }

  /** Whether all that was written has been read back, and with it all that lies below it. */
  boolean isReadBack() {
    return awaited.isEmpty();
  }

  /** Keys whose newest record was never judged, as ours lies above it; each is told once. */
  List<String> overwritten() {
    List<String> keys = List.copyOf(overwritten);
    overwritten.clear();
    return keys;
  }
}
