package org.detdiffusion.workbench.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.workbench.label.LabelCounts;
import org.detdiffusion.workbench.label.ShareTable;

/** What judging again found and changed. */
final class RelabelReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RelabelOptions options;
  private final LabelCounts counts = new LabelCounts(List.of());
  private int images;
  private int changed;
  private int withoutSightings;
  private int unreadable;
  private String example = "";

  RelabelReport(RelabelOptions options) {
    this.options = options;
  }

  void judged(AttributeRecord before, AttributeRecord after) {
    images++;
    for (int i = 0; i < after.getObjects().size(); i++) {
      ObjectAnnotation object = after.getObjects().get(i);
      boolean easy = object.getDifficulty() == Difficulty.EASY;
      if (!object.getCrowd()) {
        changed += before.getObjects().get(i).getDifficulty() == object.getDifficulty() ? 0 : 1;
        counts.add(object.getClassName(), object.getWidth() * object.getHeight(), easy);
      }
    }
  }

  void withoutSightings(AttributeRecord record) {
    withoutSightings++;
    example =
        "image '%s' was labelled by detector '%s' before it was kept what a detector sees: have it"
                .formatted(record.getImageId(), record.getDetector())
            + " labelled anew";
  }

  void unreadable(String reason) {
    unreadable++;
    example = reason;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %,d of %,d objects of %,d images of data set '%s'.%n",
            options.reporting().dryRun() ? "Would change" : "Changed",
            changed,
            counts.all().objects(),
            images,
            options.dataSet()));
    text.append("gamma %s, beta %s, %s.%n".formatted(gamma(), beta(), classes()));
    text.append(ShareTable.text(counts));
    if (withoutSightings + unreadable > 0) {
      text.append(
          "%nLeft as they are: %d images. For example, %s."
              .formatted(withoutSightings + unreadable, example));
    }
    return text.toString();
  }

  private double gamma() {
    return options.rule().gamma();
  }

  private double beta() {
    return options.rule().beta();
  }

  private String classes() {
    return options.rule().classAware() ? "class-aware" : "class-agnostic";
  }

  /** One object; {@code classes} and {@code sizes} by name. */
  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("dataSet", options.dataSet());
    root.put("dryRun", options.reporting().dryRun());
    root.put("gamma", gamma());
    root.put("beta", beta());
    root.put("classAware", options.rule().classAware());
    root.put("images", images);
    root.put("changed", changed);
    root.put("leftAsTheyAre", withoutSightings + unreadable);
    ShareTable.addTo(root, counts);
    return root.toPrettyString();
  }
}
