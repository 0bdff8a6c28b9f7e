package org.detdiffusion.workbench.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.workbench.label.LabelCounts;
import org.detdiffusion.workbench.label.ShareTable;

/**
 * What was planned, by class and size.
 *
 * @param images that it was planned from
 */
record PlanReport(AugmentationJob job, int images, List<Layout> layouts, boolean dryRun) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * In words.
   *
   * @param where the layouts go
   */
  String text(String where) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %s: %,d layouts of %,d objects, after %,d images.%n",
            dryRun ? "Would write" : "Wrote",
            where,
            layouts.size(),
            objects(),
            images));
    text.append(
        "strategy %s, layouts %s, focus %s, seed %d.%n"
            .formatted(
                word(job.getStrategy()),
                word(job.getLayouts()),
                word(job.getFocus()),
                job.getSeed()));
    text.append(ShareTable.text(counts()));
    if (unjudged() > 0) {
      text.append("%n%,d objects are neither: nothing has judged them.".formatted(unjudged()));
    }
    return text.toString();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * One object; {@code classes} and {@code sizes} by name.
   *
   * @param name of the field that says where the layouts go
   */
  String json(String name, String where) {
    ObjectNode root = JSON.createObjectNode();
    root.put(name, where);
    root.put("dryRun", dryRun);
    root.put("strategy", word(job.getStrategy()));
    root.put("layouts", layouts.size());
    root.put("objects", objects());
    root.put("images", images);
    root.put("unjudgedObjects", unjudged());
    ShareTable.addTo(root, counts());
    return root.toPrettyString();
  }

  private int objects() {
    return layouts.stream().mapToInt(layout -> layout.objects().size()).sum();
  }

  private int unjudged() {
    return objects() - counts().all().objects();
  }

  private LabelCounts counts() {
    LabelCounts counts = new LabelCounts(List.of());
    for (Layout layout : layouts) {
      for (LayoutObject object : layout.objects()) {
        boolean easy = object.attribute().equals(Optional.of(Attribute.EASY));
        object
            .attribute()
            .ifPresent(known -> counts.add(object.className(), object.box().area(), easy));
      }
    }
    return counts;
  }
}
