package org.detdiffusion.workbench.label;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.detdiffusion.workbench.label.LabelCounts.Share;

/**
 * What labelling found.
 *
 * @param dryRun whether nothing was written
 * @param images that were labelled
 * @param detector its sha256; empty where kept detections do not say
 * @param unreadable a sentence on each image that could not be looked at
 * @param seconds taken by the detector and by reading the images; 0 with kept detections
 */
public record LabelReport(
    LabelRequest request,
    boolean dryRun,
    String detector,
    int images,
    LabelCounts counts,
    List<String> unreadable,
    double seconds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public String text() {
    StringBuilder text = new StringBuilder();
    Share all = counts.all();
    line(
        text,
        "%s %s: %,d objects of %,d images.",
        dryRun ? "Would write" : "Wrote",
        request.out(),
        all.objects(),
        images);
    line(
        text,
        "gamma %s, beta %s, %s; detections in %s%s.",
        request.rule().gamma(),
        request.rule().beta(),
        request.rule().classAware() ? "class-aware" : "class-agnostic",
        request.detections(),
        seconds > 0 ? String.format(Locale.ROOT, ", %.1f images/s", images / seconds) : "");
    text.append(ShareTable.text(counts)).append('\n');
    if (!unreadable.isEmpty()) {
      line(
          text, "Images without labels: %,d; the first: %s.", unreadable.size(), unreadable.get(0));
    }
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  /** One object; {@code classes} and {@code sizes} by name. */
  public String json() {
    return tree().toPrettyString();
  }

  /** As {@link #json}. */
  public ObjectNode tree() {
    ObjectNode root = JSON.createObjectNode();
    root.put("out", request.out().toString());
    root.put("dryRun", dryRun);
    root.put("detections", request.detections().toString());
    root.put("detectorSha256", detector.isEmpty() ? null : detector);
    root.put("gamma", request.rule().gamma());
    root.put("beta", request.rule().beta());
    root.put("classAware", request.rule().classAware());
    root.put("images", images);
    root.put("seconds", seconds);
    ShareTable.addTo(root, counts);
    root.set("unreadable", JSON.valueToTree(unreadable));
    return root;
  }
}
