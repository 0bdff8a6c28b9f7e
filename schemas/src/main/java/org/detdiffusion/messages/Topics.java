package org.detdiffusion.messages;

import java.util.List;

/** The topics of the system, one place for their names. */
public final class Topics {
  public static final String ANNOTATED_IMAGES = "annotated-images";
  public static final String ATTRIBUTE_RECORDS = "attribute-records";
  public static final String AUGMENTATION_JOBS = "augmentation-jobs";
  public static final String LAYOUT_JOBS = "layout-jobs";
  public static final String SYNTHETIC_IMAGES = "synthetic-images";
  public static final String TRAINING_JOBS = "training-jobs";
  public static final String TRAINING_PROGRESS = "training-progress";
  public static final String MODEL_UPDATES = "model-updates";
  public static final String CANCELLED_JOBS = "cancelled-jobs";

  public static final List<String> ALL =
      List.of(
          ANNOTATED_IMAGES,
          ATTRIBUTE_RECORDS,
          AUGMENTATION_JOBS,
          LAYOUT_JOBS,
          SYNTHETIC_IMAGES,
          TRAINING_JOBS,
          TRAINING_PROGRESS,
          MODEL_UPDATES,
          CANCELLED_JOBS);

  /** Topics of which Kafka keeps the newest message of each key only. */
  public static final List<String> COMPACTED =
      List.of(ATTRIBUTE_RECORDS, MODEL_UPDATES, CANCELLED_JOBS);

  private static final String DEAD_LETTERS = ".dead-letters";

  private Topics() {}

  /** Where messages of a topic go that can't be worked on. */
  public static String deadLetters(String topic) {
    return topic + DEAD_LETTERS;
  }

  public static boolean isDeadLetters(String topic) {
    return topic.endsWith(DEAD_LETTERS);
  }
}
