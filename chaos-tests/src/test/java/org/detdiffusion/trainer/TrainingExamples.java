package org.detdiffusion.trainer;

import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;

/** The trainer's examples, for other packages. */
public final class TrainingExamples {
  private TrainingExamples() {}

  public static AnnotatedImageMessage image(String id) {
    return Examples.image(id, "train");
  }

  /** Of a detector that learns from another data set. */
  public static TrainingJob job(String id, int steps, String dataSet) {
    return Examples.job(id, Role.DETECTOR).setSteps(steps).setDataSet(dataSet).build();
  }

  /** Of a detector, with a checkpoint every second step. */
  public static TrainingJob job(String id, int steps) {
    return Examples.job(id, Role.DETECTOR).setSteps(steps).build();
  }
}
