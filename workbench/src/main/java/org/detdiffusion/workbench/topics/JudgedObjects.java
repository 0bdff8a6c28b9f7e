package org.detdiffusion.workbench.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Repeats;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;

/** The newest verdict on every real image of a data set; a tombstone takes one out. */
final class JudgedObjects {
  private final Map<String, List<ObjectAnnotation>> byImage = new HashMap<>();
  private final String dataSet;

  JudgedObjects(String dataSet) {
    this.dataSet = dataSet;
  }

  void accept(Incoming record, ExportReport report) {
    if (record.value() == null) {
      byImage.remove(record.key());
      return;
    }
    try {
      AttributeRecord judged = Wire.decode(AttributeRecord.class, record.value());
      if (judged.getDataSet().equals(dataSet) && !judged.getSynthetic()) {
        Repeats.of(Topics.ATTRIBUTE_RECORDS).add(byImage, ImageKey.of(judged), judged.getObjects());
      }
    } catch (UnreadableMessageException e) {
      report.leaveOut("attribute records that can't be read", e.getMessage());
    }
  }

  /**
   * The objects with their verdicts. A record that doesn't list the same classes and boxes in the
   * same order is of an image that was imported anew since, and is not used: as the trainer does.
   */
  List<ObjectAnnotation> of(String imageKey, List<ObjectAnnotation> objects) {
    List<ObjectAnnotation> judged = byImage.getOrDefault(imageKey, List.of());
    boolean same =
        judged.size() == objects.size()
            && IntStream.range(0, judged.size())
                .allMatch(i -> isSame(objects.get(i), judged.get(i)));
    return same
        ? IntStream.range(0, judged.size())
            .mapToObj(i -> judged(objects.get(i), judged.get(i)))
            .toList()
        : objects;
  }

  private static boolean isSame(ObjectAnnotation one, ObjectAnnotation other) {
    return one.getClassName().equals(other.getClassName())
        && one.getX() == other.getX()
        && one.getY() == other.getY()
        && one.getWidth() == other.getWidth()
        && one.getHeight() == other.getHeight();
  }

  private static ObjectAnnotation judged(ObjectAnnotation object, ObjectAnnotation verdict) {
    return verdict.getDifficulty() == null
        ? object
        : ObjectAnnotation.newBuilder(object)
            .setDifficulty(verdict.getDifficulty())
            .setMatchedScore(verdict.getMatchedScore())
            .setMatchedIou(verdict.getMatchedIou())
            .build();
  }
}
