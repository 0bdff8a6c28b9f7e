package org.detdiffusion.generator;

import java.util.List;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.samplers.SamplerName;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;

/** Refuses layout jobs that a generator can't make. */
final class LayoutJobCheck {
  private static final int MOST_STEPS = 1000;
  private static final double HIGHEST_GUIDANCE = 100;

  private LayoutJobCheck() {}

  static void check(LayoutJob job, Generator generator) throws RejectedException {
    LayoutMessage layout = job.getLayout();
    require(
        layout.getWidth() == generator.imageSize() && layout.getHeight() == generator.imageSize(),
        PermanentCode.WRONG_SIZE,
        "layout '%s' is %dx%d, but generator '%s' makes images of %dx%d",
        job.getId(),
        layout.getWidth(),
        layout.getHeight(),
        job.getGenerator(),
        generator.imageSize(),
        generator.imageSize());
    require(
        !layout.getObjects().isEmpty(),
        PermanentCode.NO_OBJECTS,
        "layout '%s' has no objects; name at least one",
        job.getId());
    for (ObjectAnnotation object : layout.getObjects()) {
      check(job, object, generator.classes());
    }
    check(job, job.getSampling());
  }

  private static void check(LayoutJob job, ObjectAnnotation object, List<String> classes)
      throws RejectedException {
    require(
        classes.contains(object.getClassName()),
        PermanentCode.UNKNOWN_CLASS,
        "layout '%s' asks for class '%s'; generator '%s' knows %s",
        job.getId(),
        object.getClassName(),
        job.getGenerator(),
        classes);
    double[] box = {object.getX(), object.getY(), object.getWidth(), object.getHeight()};
    for (double value : box) {
      require(
          Double.isFinite(value),
          PermanentCode.NOT_A_NUMBER,
          "layout '%s' has a box with the value %s; boxes need finite numbers",
          job.getId(),
          value);
    }
    require(
        isInside(box, job.getLayout()),
        PermanentCode.BOX_OUTSIDE,
        "layout '%s' has the box [%s, %s, %s, %s], which must lie in the image of %dx%d with a"
            + " width and height above 0",
        job.getId(),
        box[0],
        box[1],
        box[2],
        box[3],
        job.getLayout().getWidth(),
        job.getLayout().getHeight());
  }

  private static boolean isInside(double[] box, LayoutMessage image) {
    double slack = 1e-6;
    return box[2] > 0
        && box[3] > 0
        && box[0] >= -slack
        && box[1] >= -slack
        && box[0] + box[2] <= image.getWidth() + slack
        && box[1] + box[3] <= image.getHeight() + slack;
  }

  private static void check(LayoutJob job, Sampling sampling) throws RejectedException {
    require(
        sampling.getSteps() > 0 && sampling.getSteps() <= MOST_STEPS,
        PermanentCode.BAD_SAMPLING,
        "layout '%s' asks for %d sampling steps; use 1 to %d",
        job.getId(),
        sampling.getSteps(),
        MOST_STEPS);
    require(
        SamplerName.of(sampling.getSampler()).isPresent(),
        PermanentCode.BAD_SAMPLING,
        "layout '%s' asks for sampler '%s'; there are %s",
        job.getId(),
        sampling.getSampler(),
        SamplerName.texts());
    double guidance = sampling.getGuidance();
    require(
        guidance >= 0 && guidance <= HIGHEST_GUIDANCE,
        PermanentCode.BAD_SAMPLING,
        "layout '%s' asks for guidance %s; use 0 to %s",
        job.getId(),
        guidance,
        HIGHEST_GUIDANCE);
  }

  private static void require(boolean holds, PermanentCode code, String sentence, Object... values)
      throws RejectedException {
    if (!holds) {
      throw new RejectedException(code, String.format(sentence, values));
    }
  }
}
