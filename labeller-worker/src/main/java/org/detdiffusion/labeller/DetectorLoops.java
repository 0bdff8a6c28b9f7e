package org.detdiffusion.labeller;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.workerkit.Groups;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.Transform;
import org.detdiffusion.workerkit.TransformLoop;

/** The loops in which single detectors judge images, as the worker runs them. */
public final class DetectorLoops {
  private DetectorLoops() {}

  /**
   * From annotated images that are in their messages to attribute records, exactly once; not
   * started yet.
   *
   * @param detector its scope says which images, its sha256 names loop and consumer group
   * @param judge stays open when the loop is closed
   */
  public static Loop of(
      KafkaClients clients, ModelUpdate detector, Judge judge, AttributeRule rule) {
    var metrics = new LabellerMetrics(clients.meters());
    return of(clients, detector, judge, rule, metrics, MessageImages.inline());
  }

  /** What such a loop makes of one image, for a loop of another kind. */
  public static Transform transform(
      KafkaClients clients, ModelUpdate detector, Judge judge, AttributeRule rule) {
    var metrics = new LabellerMetrics(clients.meters());
    return new ImageLabelling(detector, judge, rule, metrics, MessageImages.inline());
  }

  static Loop of(
      KafkaClients clients,
      ModelUpdate detector,
      Judge judge,
      AttributeRule rule,
      LabellerMetrics metrics,
      MessageImages images) {
    ImageLabelling labelling = new ImageLabelling(detector, judge, rule, metrics, images);
    String name = name(detector);
    return new TransformLoop(name, clients, name, List.of(Topics.ANNOTATED_IMAGES), labelling);
  }

  /** What loop, consumer group and, in part, their threads are called. */
  public static String name(ModelUpdate detector) {
    return Groups.LABELLER_PREFIX + detector.getSha256().substring(0, 16);
  }

  /**
   * Reads a detector's checkpoint directory.
   *
   * @throws IOException when it isn't there, isn't whole, or isn't a detector's
   */
  public static Judge judge(Path checkpoint) throws IOException {
    return new NetworkJudges().load(checkpoint);
  }
}
