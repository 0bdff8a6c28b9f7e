package org.detdiffusion.workbench.scaling;

import java.util.ArrayList;
import java.util.List;

/** The simulated pods. */
final class Pool {
  private final PodTimes times;
  private final List<Pod> pods = new ArrayList<>();

  Pool(PodTimes times) {
    this.times = times;
  }

  /**
   * Orders pods or tells some to end: as Kubernetes does, those that are not ready before others,
   * and the youngest before older ones, whether they are at work or not.
   */
  void scaleTo(int wanted, int second) {
    List<Pod> kept = new ArrayList<>(pods.stream().filter(pod -> !pod.isStopping()).toList());
    for (int missing = wanted - kept.size(); missing > 0; missing--) {
      pods.add(new Pod(second, times));
    }
    while (kept.size() > wanted) {
      Pod next = next(kept);
      next.stop(second);
      kept.remove(next);
    }
  }

  private static Pod next(List<Pod> kept) {
    return kept.stream().filter(Pod::isStarting).findFirst().orElse(kept.get(kept.size() - 1));
  }

  void tick(int second, JobCounts jobs) {
    pods.forEach(pod -> pod.tick(second, jobs));
    pods.removeIf(Pod::isEnded);
  }

  /** Pods that hold a GPU, those that start or end included. */
  int size() {
    return pods.size();
  }
}
