package org.detdiffusion.workbench.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.attribute.Verdict;
import org.detdiffusion.perception.data.formats.ClassEntry;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.ObjectEntry;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.perception.image.InvalidImageException;
import org.detdiffusion.workbench.process.Pace;

/** The objects of a data set with their attributes, image by image. */
final class Labelling {
  private final WholeDataSet data;
  private final AttributeRule rule;
  private final LabelCounts counts;
  private final List<List<ObjectEntry>> objects = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  Labelling(WholeDataSet data, AttributeRule rule) {
    this.data = data;
    this.rule = rule;
    this.counts = new LabelCounts(data.classes().stream().map(ClassEntry::name).toList());
  }

  void label(Eye eye, Pace pace) throws IOException {
    int all = data.images().size();
    for (int i = 0; i < all; i++) {
      objects.add(label(i, eye));
      pace.at(i + 1, all);
    }
  }

  /** Objects of an image that can't be looked at stay without attribute. */
  private List<ObjectEntry> label(int index, Eye eye) throws IOException {
    ImageEntry image = data.images().get(index);
    List<AnnotatedObject> annotated = image.objects().stream().map(this::annotated).toList();
    try {
      List<Verdict> verdicts = rule.judge(annotated, eye.look(index));
      List<ObjectEntry> labelled = new ArrayList<>();
      for (int i = 0; i < verdicts.size(); i++) {
        labelled.add(label(image.objects().get(i), verdicts.get(i)));
      }
      return labelled;
    } catch (InvalidImageException e) {
      unreadable.add(e.getMessage());
      return image.objects();
    }
  }

  private AnnotatedObject annotated(ObjectEntry object) {
    return AnnotatedObject.of(className(object), object.box());
  }

  private String className(ObjectEntry object) {
    return data.classes().get(object.classIndex()).name();
  }

  private ObjectEntry label(ObjectEntry object, Verdict verdict) {
    if (!object.crowd()) {
      boolean easy = verdict.attribute() == Attribute.EASY;
      counts.add(className(object), object.statedArea(), easy);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    String attribute = verdict.attribute().name().toLowerCase(Locale.ROOT);
    fields.put("attribute", '"' + attribute + '"');
    fields.put("matched_score", Double.toString(verdict.score()));
    fields.put("matched_iou", Double.toString(verdict.iou()));
    return object.withFields(fields);
  }

  List<List<ObjectEntry>> objects() {
    return objects;
  }

  LabelCounts counts() {
    return counts;
  }

  List<String> unreadable() {
    return unreadable;
  }
}
