package org.detdiffusion.workbench.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Repeats;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.perception.plan.AnnotatedLayout;
import org.detdiffusion.workerkit.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the newest attribute record says of every image: its boxes, and not what the detector saw; a
 * tombstone takes one out.
 */
final class AttributeTable implements JudgedLayouts {
  private static final Logger LOG = LoggerFactory.getLogger(AttributeTable.class);

  private record Judged(boolean synthetic, String dataSet, String split, AnnotatedLayout layout) {
    static Judged of(AttributeRecord record) {
      return new Judged(
          record.getSynthetic(),
          record.getDataSet().intern(),
          record.getSplit().intern(),
          AttributeTable.layout(record));
    }
  }

  private final Map<String, Judged> byImage = new ConcurrentHashMap<>();

  void accept(Incoming record) {
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      byImage.remove(record.key());
      return;
    }
    try {
      AttributeRecord judged = Wire.decode(AttributeRecord.class, record.value());
      Repeats.of(Topics.ATTRIBUTE_RECORDS).add(byImage, ImageKey.of(judged), Judged.of(judged));
    } catch (UnreadableMessageException e) {
      LOG.warn("left out an attribute record: {}", e.getMessage());
    }
  }

  /** Judged layouts of the real images of a split, in any order. */
  @Override
  public List<AnnotatedLayout> of(String dataSet, String split) {
    return byImage.values().stream()
        .filter(image -> !image.synthetic())
        .filter(image -> image.dataSet().equals(dataSet) && image.split().equals(split))
        .map(Judged::layout)
        .toList();
  }

  @Override
  public SortedMap<String, Set<String>> splits() {
    SortedMap<String, Set<String>> splits = new TreeMap<>();
    byImage.values().stream()
        .filter(image -> !image.synthetic())
        .forEach(
            image ->
                splits
                    .computeIfAbsent(image.dataSet(), name -> new TreeSet<>())
                    .add(image.split()));
    return splits;
  }

  private static AnnotatedLayout layout(AttributeRecord record) {
    List<LayoutObject> objects =
        record.getObjects().stream()
            .filter(object -> !object.getCrowd())
            .map(AttributeTable::object)
            .toList();
    return new AnnotatedLayout(
        record.getImageId(), new Layout(record.getWidth(), record.getHeight(), objects));
  }

  private static LayoutObject object(ObjectAnnotation object) {
    Box box = new Box(object.getX(), object.getY(), object.getWidth(), object.getHeight());
    return new LayoutObject(object.getClassName().intern(), box, attribute(object.getDifficulty()));
  }

  private static Optional<Attribute> attribute(Difficulty difficulty) {
    return Optional.ofNullable(difficulty).map(known -> Attribute.valueOf(known.name()));
  }
}
