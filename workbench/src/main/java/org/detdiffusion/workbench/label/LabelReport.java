package org.detdiffusion.workbench.label;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.detdiffusion.workbench.label.LabelCounts.Share;

/**
 * What labelling found.
 *
 * @param images that were labelled
 * @param detector its sha256; empty where kept detections do not say
 * @param unreadable a sentence on each image that could not be looked at
 * @param seconds taken by the detector and by reading the images; 0 with kept detections
 */
public record LabelReport(
    LabelRequest request,
    String detector,
    int images,
    LabelCounts counts,
    List<String> unreadable,
    double seconds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public String text() {
    StringBuilder text = new StringBuilder();
    Share all = counts.all();
    line(text, "Wrote %s: %,d objects of %,d images.", request.out(), all.objects(), images);
    line(
        text,
        "gamma %s, beta %s, %s; detections in %s%s.",
        request.rule().gamma(),
        request.rule().beta(),
        request.rule().classAware() ? "class-aware" : "class-agnostic",
        request.detections(),
        seconds > 0 ? String.format(Locale.ROOT, ", %.1f images/s", images / seconds) : "");
    line(text, "%-24s %9s %9s %7s", "", "easy", "hard", "hard");
    row(text, "all", all);
    counts.byClass().forEach((name, share) -> row(text, name, share));
    counts.bySize().forEach((name, share) -> row(text, "size " + name, share));
    if (!unreadable.isEmpty()) {
      line(
          text, "Images without labels: %,d; the first: %s.", unreadable.size(), unreadable.get(0));
    }
    return text.toString().stripTrailing();
  }

  private static void row(StringBuilder text, String name, Share share) {
    String part = share.objects() == 0 ? "-" : Math.round(100 * share.hardShare()) + " %";
    line(text, "%-24s %,9d %,9d %7s", name, share.easy(), share.hard(), part);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  /** One object; {@code classes} and {@code sizes} by name. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("out", request.out().toString());
    root.put("detections", request.detections().toString());
    root.put("detectorSha256", detector.isEmpty() ? null : detector);
    root.put("gamma", request.rule().gamma());
    root.put("beta", request.rule().beta());
    root.put("classAware", request.rule().classAware());
    root.put("images", images);
    root.put("seconds", seconds);
    root.set("all", share(counts.all()));
    root.set("classes", shares(counts.byClass()));
    root.set("sizes", shares(counts.bySize()));
    root.set("unreadable", JSON.valueToTree(unreadable));
    return root.toPrettyString();
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
