package org.detdiffusion.labeller;

import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.ModelUpdate;

/** The labeller's examples, for other packages. */
public final class LabellingExamples {
  private static final String SPLIT = "train";

  private LabellingExamples() {}

  public static AnnotatedImageMessage image(String dataSet, String id) {
    var image = Examples.image(id, SPLIT);
    image.put("dataSet", dataSet);
    return image;
  }

  /** That judges a whole data set. */
  public static ModelUpdate detector(String dataSet, String sha256) {
    return Examples.detector("fixed", sha256)
        .setLabels(new LabelScope(dataSet, SPLIT, 0, 1))
        .build();
  }

  /** The consumer group of a detector. */
  public static String group(ModelUpdate detector) {
    return DetectorLoops.name(detector);
  }
}
