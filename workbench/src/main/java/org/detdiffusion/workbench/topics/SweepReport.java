package org.detdiffusion.workbench.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.detdiffusion.images.StoredObject;

/**
 * What a store holds, and what of it nobody names.
 *
 * @param named objects that messages name
 * @param young objects that no message names yet
 * @param orphans old objects that no message names; deleted ones, where that was asked for
 * @param kept orphans that were written again while the topics were read
 */
record SweepReport(
    String store,
    List<StoredObject> named,
    List<StoredObject> young,
    List<StoredObject> orphans,
    List<StoredObject> kept,
    SweepOptions options) {

  private static final ObjectMapper JSON = new ObjectMapper();

  SweepReport {
    named = List.copyOf(named);
    young = List.copyOf(young);
    orphans = List.copyOf(orphans);
    kept = List.copyOf(kept);
  }

  String text() {
    StringBuilder text = new StringBuilder("In " + store + ":\n");
    line(text, named, "named by messages");
    line(text, young, "named by none, less than " + options.grace().toHours() + " hours old");
    if (!kept.isEmpty()) {
      line(text, kept, "written again meanwhile");
    }
    line(text, orphans, options.deletes() ? "deleted" : "to delete, with --delete");
    return text.toString().stripTrailing();
  }

  /** One object; {@code named}, {@code young}, {@code orphans} and {@code kept} count. */
  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("store", store);
    root.put("deleted", options.deletes());
    add(root, "named", named);
    add(root, "young", young);
    add(root, "orphans", orphans);
    add(root, "kept", kept);
    return root.toPrettyString();
  }

  private static void add(ObjectNode root, String name, Collection<StoredObject> objects) {
    root.putObject(name).put("objects", objects.size()).put("bytes", bytes(objects));
  }

  private static long bytes(Collection<StoredObject> objects) {
    return objects.stream().mapToLong(StoredObject::bytes).sum();
  }

  private static void line(StringBuilder text, Collection<StoredObject> objects, String what) {
    text.append(
        String.format(
            Locale.ROOT,
            "  %,9d objects, %,15d bytes  %s%n",
            objects.size(),
            bytes(objects),
            what));
  }
}
