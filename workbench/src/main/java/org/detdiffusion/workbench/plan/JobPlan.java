package org.detdiffusion.workbench.plan;

import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LayoutFilter;
import org.detdiffusion.messages.LayoutJitter;
import org.detdiffusion.perception.plan.Jitter;
import org.detdiffusion.perception.plan.LayoutPlanner;
import org.detdiffusion.perception.plan.PlanFilter;

/** How an augmentation job wants its layouts planned. */
final class JobPlan {
  private JobPlan() {}

  /**
   * The planner that a job asks for.
   *
   * @throws IllegalArgumentException when its filter or jitter is out of range
   */
  static LayoutPlanner of(AugmentationJob job) {
    LayoutFilter filter = job.getFilter();
    LayoutJitter jitter = job.getJitter();
    return new LayoutPlanner(
        new PlanFilter(filter.getMinAreaShare(), filter.getMinObjects(), filter.getMaxObjects()),
        job.getFocus(),
        new Jitter(jitter.getFlip(), jitter.getShift(), jitter.getZoom(), jitter.getResize()));
  }
}
