package org.detdiffusion.trainer;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;

/** Puts the labeller's verdicts onto the objects of an image. */
final class AttributeJoin {
  private AttributeJoin() {}

  /**
   * The image with the attributes of the record. Objects are joined by their order; a record that
   * doesn't list the same classes and boxes in the same order (an image imported anew) is not used.
   */
  static AnnotatedImage join(AnnotatedImage image, AttributeRecord record) {
    if (record == null || !matches(image, record.getObjects())) {
      return image;
    }
    List<AnnotatedObject> judged = new ArrayList<>();
    for (int i = 0; i < image.objects().size(); i++) {
      judged.add(join(image.objects().get(i), record.getObjects().get(i)));
    }
    return image.withObjects(judged);
  }

  private static AnnotatedObject join(AnnotatedObject object, ObjectAnnotation verdict) {
    Difficulty difficulty = verdict.getDifficulty();
    return difficulty == null ? object : object.withAttribute(Attribute.valueOf(difficulty.name()));
  }

  private static boolean matches(AnnotatedImage image, List<ObjectAnnotation> verdicts) {
    if (image.objects().size() != verdicts.size()) {
      return false;
    }
    for (int i = 0; i < verdicts.size(); i++) {
      ObjectAnnotation verdict = verdicts.get(i);
      AnnotatedObject object = image.objects().get(i);
      if (!object.className().equals(verdict.getClassName())
          || !object.box().equals(box(verdict))) {
        return false;
      }
    }
    return true;
  }

  private static Box box(ObjectAnnotation object) {
    return new Box(object.getX(), object.getY(), object.getWidth(), object.getHeight());
  }
}
