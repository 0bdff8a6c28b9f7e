package org.detdiffusion.workbench.scaling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.detdiffusion.workbench.backlog.Backlog;

/** Follows the rule from one second to the next. */
final class Autoscaler {
  /** Between two looks of Kubernetes' autoscaler of pods. */
  private static final int SYNC = 15;

  private record Wish(int second, int pods) {}

  private final ScalingRule rule;
  private final Deque<Wish> wishes = new ArrayDeque<>();
  private int pods;
  private int lastActive;

  Autoscaler(ScalingRule rule) {
    this.rule = rule;
  }

  /**
   * How many pods there shall be.
   *
   * @param told empty while the backlog is not known: then nothing changes
   */
  int pods(int second, Optional<Backlog> told) {
    told.map(Backlog::gpuSeconds).ifPresent(gpuSeconds -> look(second, gpuSeconds));
    return pods;
  }

  private void look(int second, double gpuSeconds) {
    if (second % rule.polling() == 0) {
      activate(second, gpuSeconds);
    }
    if (pods > 0 && second % SYNC == 0) {
      scale(second, gpuSeconds);
    }
  }

  private void activate(int second, double gpuSeconds) {
    if (gpuSeconds > 0) {
      lastActive = second;
      pods = Math.max(pods, 1);
    } else if (second - lastActive >= rule.cooldown()) {
      pods = 0;
      wishes.clear();
    }
  }

  private void scale(int second, double gpuSeconds) {
    wishes.addLast(new Wish(second, rule.desired(gpuSeconds, pods)));
    while (wishes.getFirst().second() < second - rule.window()) {
      wishes.removeFirst();
    }
    int wish = wishes.getLast().pods();
    int highest = wishes.stream().mapToInt(Wish::pods).max().orElse(wish);
    pods = wish > pods ? Math.min(wish, rule.upFrom(pods)) : Math.min(pods, highest);
  }
}
