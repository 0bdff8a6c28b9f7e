package org.detdiffusion.workbench.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.InvalidDataSetException;

/** What was published, and what was left out and why. */
final class ImportReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNREADABLE = "images that can't be read";
  private static final String REFUSED = "images that no reader would take";

  private final Map<String, Integer> leftOut = new TreeMap<>();
  private final Map<String, Integer> splits = new TreeMap<>();
  private int images;
  private int withoutObjects;
  private int objects;
  private String example = "";

  /** Counts by reason; a reader of data sets adds its own. */
  Map<String, Integer> leftOut() {
    return leftOut;
  }

  void published(AnnotatedImage image) {
    images++;
    objects += image.objects().size();
    withoutObjects += image.objects().isEmpty() ? 1 : 0;
    splits.merge(image.split(), 1, Integer::sum);
  }

  void unreadable(String reason) {
    leaveOut(UNREADABLE, reason);
  }

  /** By the limits that every reader of the topic holds messages to. */
  void refused(String reason) {
    leaveOut(REFUSED, reason);
  }

  private void leaveOut(String what, String reason) {
    leftOut.merge(what, 1, Integer::sum);
    example = example.isEmpty() ? reason : example;
  }

  /**
   * @throws InvalidDataSetException with the first reason when no image could be read
   */
  void requireImages() throws InvalidDataSetException {
    if (images == 0) {
      throw new InvalidDataSetException("No image could be read; the first: " + example);
    }
  }

  String text(ImportOptions options) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %,d images (%,d without objects) with %,d objects as data set '%s' at %s.%n",
            options.reporting().dryRun() ? "Would publish" : "Published",
            images,
            withoutObjects,
            objects,
            options.dataSet(),
            options.servers()));
    splits.forEach((split, count) -> line(text, "images of split '" + split + "'", count));
    if (!leftOut.isEmpty()) {
      text.append("Left out:\n");
      leftOut.forEach((reason, count) -> line(text, reason, count));
    }
    text.append(example.isEmpty() ? "" : "For example, " + example + ".");
    return text.toString().stripTrailing();
  }

  /** One object; {@code splits} counts images, {@code leftOut} by reason. */
  String json(ImportOptions options) {
    ObjectNode root = JSON.createObjectNode();
    root.put("dataSet", options.dataSet());
    root.put("dryRun", options.reporting().dryRun());
    root.put("images", images);
    root.put("imagesWithoutObjects", withoutObjects);
    root.put("objects", objects);
    root.set("splits", JSON.valueToTree(splits));
    root.set("leftOut", JSON.valueToTree(leftOut));
    root.set("examples", JSON.valueToTree(example.isEmpty() ? List.of() : List.of(example)));
    return root.toPrettyString();
  }

  private static void line(StringBuilder text, String name, int count) {
    text.append(String.format(Locale.ROOT, "  %,9d  %s%n", count, name));
  }
}
