package org.detdiffusion.perception.data;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.ObjectSighting;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.attribute.Sighting;
import org.detdiffusion.perception.attribute.Verdict;

/** What a detector saw of the objects of an image, in messages, and what a rule makes of it. */
public final class AttributeMessages {
  private AttributeMessages() {}

  /** In the order of the objects. */
  public static List<List<ObjectSighting>> toMessages(List<List<Sighting>> sightings) {
    return sightings.stream()
        .map(seen -> seen.stream().map(AttributeMessages::toMessage).toList())
        .toList();
  }

  private static ObjectSighting toMessage(Sighting seen) {
    return new ObjectSighting(seen.score(), seen.iou(), seen.sameClass());
  }

  private static Sighting fromMessage(ObjectSighting seen) {
    return new Sighting(seen.getScore(), seen.getIou(), seen.getSameClass());
  }

  /** Whether the record says what was seen of each object, so that it can be judged again. */
  public static boolean canBeJudged(AttributeRecord record) {
    return record.getSightings().size() == record.getObjects().size();
  }

  /**
   * The record as this rule has it; nothing but the verdicts and the rule changes.
   *
   * @throws IllegalArgumentException unless {@link #canBeJudged}
   */
  public static AttributeRecord judged(AttributeRecord record, AttributeRule rule) {
    if (!canBeJudged(record)) {
      throw new IllegalArgumentException(
          "image '%s' has %d objects, but sightings of %d"
              .formatted(
                  record.getImageId(), record.getObjects().size(), record.getSightings().size()));
    }
    List<ObjectAnnotation> objects = new ArrayList<>();
    for (int i = 0; i < record.getObjects().size(); i++) {
      List<Sighting> seen =
          record.getSightings().get(i).stream().map(AttributeMessages::fromMessage).toList();
      objects.add(judged(record.getObjects().get(i), rule.judge(seen)));
    }
    // A builder that is given the record would copy every sighting of it.
    return AttributeRecord.newBuilder()
        .setImageId(record.getImageId())
        .setDataSet(record.getDataSet())
        .setSplit(record.getSplit())
        .setWidth(record.getWidth())
        .setHeight(record.getHeight())
        .setObjects(objects)
        .setDetector(record.getDetector())
        .setDetectorSha256(record.getDetectorSha256())
        .setGamma(rule.gamma())
        .setBeta(rule.beta())
        .setClassAware(rule.classAware())
        .setFold(record.getFold())
        .setFolds(record.getFolds())
        .setSynthetic(record.getSynthetic())
        .setSightings(record.getSightings())
        .build();
  }

  private static ObjectAnnotation judged(ObjectAnnotation object, Verdict verdict) {
    return ObjectAnnotation.newBuilder()
        .setClassName(object.getClassName())
        .setX(object.getX())
        .setY(object.getY())
        .setWidth(object.getWidth())
        .setHeight(object.getHeight())
        .setDifficulty(Difficulty.valueOf(verdict.attribute().name()))
        .setMask(object.getMask())
        .setCrowd(object.getCrowd())
        .setMatchedScore(verdict.score())
        .setMatchedIou(verdict.iou())
        .build();
  }
}
