package org.detdiffusion.workbench.plan;

import java.util.List;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LayoutFilter;
import org.detdiffusion.messages.LayoutJitter;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.plan.AnnotatedLayout;
import org.detdiffusion.perception.plan.Jitter;
import org.detdiffusion.perception.plan.LayoutPlanner;
import org.detdiffusion.perception.plan.PlanFilter;

/** How an augmentation job wants its layouts planned. */
public final class JobPlan {
  private static final int MOST_IMAGES = 100_000;

  private JobPlan() {}

  /**
   * Whether a plan can be made for a job, whatever it is made from.
   *
   * @throws IllegalArgumentException in one sentence when budget, filter or jitter is out of range
   */
  public static void check(AugmentationJob job) {
    if (job.getImages() < 1 || job.getImages() > MOST_IMAGES) {
      throw new IllegalArgumentException(
          "images is %d; ask for 1 to %d".formatted(job.getImages(), MOST_IMAGES));
    }
    LayoutPlanner unused = of(job);
  }

  /**
   * The same for the same records, in any order.
   *
   * @throws IllegalArgumentException in one sentence when none can be planned from them
   */
  static List<Layout> layouts(AugmentationJob job, List<AnnotatedLayout> known) {
    return of(job).plan(known, job.getStrategy(), job.getLayouts(), job.getImages(), job.getSeed());
  }

  /**
   * The planner that a job asks for.
   *
   * @throws IllegalArgumentException when its filter or jitter is out of range
   */
  private static LayoutPlanner of(AugmentationJob job) {
    LayoutFilter filter = job.getFilter();
    LayoutJitter jitter = job.getJitter();
    return new LayoutPlanner(
        new PlanFilter(filter.getMinAreaShare(), filter.getMinObjects(), filter.getMaxObjects()),
        job.getFocus(),
        new Jitter(jitter.getFlip(), jitter.getShift(), jitter.getZoom(), jitter.getResize()));
  }
}
