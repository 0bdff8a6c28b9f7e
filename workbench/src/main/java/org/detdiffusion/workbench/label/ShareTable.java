package org.detdiffusion.workbench.label;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.detdiffusion.workbench.label.LabelCounts.Share;

/** Shares of easy and hard objects, by class and size. */
public final class ShareTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ShareTable() {}

  /** A line a class and size, the names first. */
  public static String text(LabelCounts counts) {
    StringBuilder text = new StringBuilder();
    text.append("%-24s %9s %9s %7s%n".formatted("", "easy", "hard", "hard"));
    row(text, "all", counts.all());
    counts.byClass().forEach((name, share) -> row(text, name, share));
    counts.bySize().forEach((name, share) -> row(text, "size " + name, share));
    return text.toString().stripTrailing();
  }

  private static void row(StringBuilder text, String name, Share share) {
    String part = share.objects() == 0 ? "-" : Math.round(100 * share.hardShare()) + " %";
    text.append(
        String.format(
            Locale.ROOT, "%-24s %,9d %,9d %7s%n", name, share.easy(), share.hard(), part));
  }

  /** As {@code all}, {@code classes} and {@code sizes}, the last two by name. */
  public static void addTo(ObjectNode root, LabelCounts counts) {
    root.set("all", share(counts.all()));
    root.set("classes", shares(counts.byClass()));
    root.set("sizes", shares(counts.bySize()));
  }

  private static ObjectNode shares(Map<String, Share> shares) {
    ObjectNode node = JSON.createObjectNode();
    shares.forEach((name, share) -> node.set(name, share(share)));
    return node;
  }

  private static ObjectNode share(Share share) {
    return JSON.createObjectNode()
        .put("easy", share.easy())
        .put("hard", share.hard())
        .put("hardShare", share.hardShare());
  }
}
