package org.detdiffusion.workbench.cli;

import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.messages.LayoutFilter;
import org.detdiffusion.messages.LayoutJitter;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.perception.plan.PlanFilter;
import org.detdiffusion.workbench.plan.JobPlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which layouts are wanted: the fields of an augmentation job that plan them. */
final class LayoutOptions {
  @Option(
      names = "--strategy",
      paramLabel = "origin|easy|hard",
      defaultValue = "hard",
      converter = Words.OfStrategy.class,
      completionCandidates = Words.OfStrategy.class,
      description = "Objects as they were judged, all easy, or all hard (default).")
  private Strategy strategy;

  @Option(
      names = "--layouts",
      paramLabel = "copied|new",
      defaultValue = "new",
      converter = Words.OfLayouts.class,
      completionCandidates = Words.OfLayouts.class,
      description = "Those of real images, or new ones of the same statistics (default).")
  private LayoutSource source;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "100",
      description = "The budget: how many images to make (default 100).")
  private int images;

  @Option(
      names = "--focus",
      paramLabel = "WORD",
      defaultValue = "none",
      converter = Words.OfFocus.class,
      completionCandidates = Words.OfFocus.class,
      description =
          "Spend them on none (all alike, default), rare-classes, weak-classes or hard-objects.")
  private Focus focus;

  @Option(
      names = "--paper-filter",
      description = "As in the paper: objects of 2 %% of the image or more, 3 to 8 of them.")
  private boolean paper;

  @Option(
      names = "--min-area",
      paramLabel = "X",
      description = "Leave out objects of a smaller share of the image (default 0).")
  private Double minArea;

  @Option(
      names = "--min-objects",
      paramLabel = "N",
      description = "Leave out layouts of fewer objects (default 1).")
  private Integer minObjects;

  @Option(
      names = "--max-objects",
      paramLabel = "N",
      description = "Leave out layouts of more objects (default 24).")
  private Integer maxObjects;

  @Option(names = "--no-flip", description = "Mirror nothing.")
  private boolean noFlip;

  @Option(
      names = "--shift",
      paramLabel = "X",
      description = "Move copies by up to this share of the image, 0 to 0.5 (default 0.15625).")
  private Double shift;

  @Option(
      names = "--zoom",
      paramLabel = "X",
      description = "Scale copies by up to this factor, 1 to 4 (default 1).")
  private Double zoom;

  @Option(
      names = "--resize",
      paramLabel = "X",
      description = "Scale the objects of new layouts by up to this factor (default 1.25).")
  private Double resize;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "The same seed and the same labels give the same plan (default 0).")
  private long seed;

  /** The job with these wishes; what can't be had is wrong usage. */
  AugmentationJob in(AugmentationJob.Builder job, CommandSpec spec) {
    AugmentationJob asked =
        job.setStrategy(strategy)
            .setLayouts(source)
            .setImages(images)
            .setFocus(focus)
            .setSeed(seed)
            .setFilter(filter(LayoutFilter.newBuilder().build()))
            .setJitter(jitter(LayoutJitter.newBuilder().build()))
            .build();
    try {
      JobPlan.check(asked);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage() + ".", e);
    }
    return asked;
  }

  private LayoutFilter filter(LayoutFilter usual) {
    PlanFilter published = PlanFilter.paper();
    LayoutFilter from =
        paper
            ? new LayoutFilter(
                published.minAreaShare(), published.minObjects(), published.maxObjects())
            : usual;
    return new LayoutFilter(
        minArea == null ? from.getMinAreaShare() : minArea,
        minObjects == null ? from.getMinObjects() : minObjects,
        maxObjects == null ? from.getMaxObjects() : maxObjects);
  }

  private LayoutJitter jitter(LayoutJitter usual) {
    return new LayoutJitter(
        !noFlip && usual.getFlip(),
        shift == null ? usual.getShift() : shift,
        zoom == null ? usual.getZoom() : zoom,
        resize == null ? usual.getResize() : resize);
  }
}
