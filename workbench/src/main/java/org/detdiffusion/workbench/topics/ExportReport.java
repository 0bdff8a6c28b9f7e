package org.detdiffusion.workbench.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.detdiffusion.perception.data.formats.ImageEntry;

/** What was written, and what was left out and why. */
final class ExportReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExportOptions options;
  private final Map<String, Integer> files = new TreeMap<>();
  private final Map<String, Integer> leftOut = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();
  private int images;
  private int synthetic;
  private int withoutObjects;
  private int objects;
  private int judged;

  ExportReport(ExportOptions options) {
    this.options = options;
  }

  /** The first of each kind is told in full. */
  void leaveOut(String what, String reason) {
    if (leftOut.merge(what, 1, Integer::sum) == 1) {
      examples.add(reason);
    }
  }

  ImageEntry count(String file, ImageEntry entry, ExportedImage image) {
    files.merge(file, 1, Integer::sum);
    images++;
    synthetic += image.synthetic() ? 1 : 0;
    withoutObjects += entry.objects().isEmpty() ? 1 : 0;
    objects += entry.objects().size();
    judged += (int) entry.objects().stream().filter(o -> o.attribute().isPresent()).count();
    return entry;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %s: %,d images (%,d synthetic, %,d without objects), %,d objects (%,d easy or"
                + " hard).%n",
            options.reporting().verb("Wrote", "Would write"),
            options.out(),
            images,
            synthetic,
            withoutObjects,
            objects,
            judged));
    files.forEach((file, count) -> line(text, "images in annotations/" + file, count));
    if (!leftOut.isEmpty()) {
      text.append("Left out:\n");
      leftOut.forEach((what, count) -> line(text, what, count));
    }
    examples.forEach(example -> text.append("For example, ").append(example).append("\n"));
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String name, int count) {
    text.append(String.format(Locale.ROOT, "  %,9d  %s%n", count, name));
  }

  /** One object; {@code files} counts images by annotation file, {@code leftOut} by reason. */
  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("dataSet", options.dataSet());
    root.put("out", options.out().toString());
    root.put("dryRun", options.reporting().dryRun());
    root.put("images", images);
    root.put("synthetic", synthetic);
    root.put("imagesWithoutObjects", withoutObjects);
    root.put("objects", objects);
    root.put("judgedObjects", judged);
    root.set("files", JSON.valueToTree(files));
    root.set("leftOut", JSON.valueToTree(leftOut));
    root.set("examples", JSON.valueToTree(examples));
    return root.toPrettyString();
  }
}
