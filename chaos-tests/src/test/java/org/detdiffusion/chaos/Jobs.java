package org.detdiffusion.chaos;

import java.util.List;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Sampling;

/** Layout jobs for the scripted generator. */
public final class Jobs {
  public static final String GENERATOR = "scripted";
  public static final String CLASS_NAME = "square";
  public static final int SIDE = 16;
  public static final String LOCATION = "5".repeat(64);

  private Jobs() {}

  /** Whose id says its index, and its seed its script. */
  static LayoutJob of(String prefix, Script script) {
    return builder(prefix, script).build();
  }

  static LayoutJob.Builder builder(String prefix, Script script) {
    return LayoutJob.newBuilder()
        .setId(prefix + "-" + script.index())
        .setJobId(prefix)
        .setGenerator(GENERATOR)
        .setLayout(layout(square(2, 2, 8, 8)))
        .setSeed(script.seed())
        .setSampling(new Sampling("dpm-solver++", 2, 1.0));
  }

  static LayoutMessage layout(ObjectAnnotation... objects) {
    return new LayoutMessage(SIDE, SIDE, List.of(objects));
  }

  static ObjectAnnotation square(double x, double y, double width, double height) {
    return ObjectAnnotation.newBuilder()
        .setClassName(CLASS_NAME)
        .setX(x)
        .setY(y)
        .setWidth(width)
        .setHeight(height)
        .build();
  }
}
