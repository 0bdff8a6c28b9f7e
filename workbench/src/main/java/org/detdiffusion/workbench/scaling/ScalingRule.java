package org.detdiffusion.workbench.scaling;

/**
 * When a pool of generators is given how many pods, as KEDA and the autoscaler of pods that it sets
 * up do: KEDA looks whether there is anything to do and begins with one pod; from then on the
 * number of pods is the backlog divided by what one pod shall have before it.
 *
 * @param target GPU-seconds of backlog for each pod: {@code threshold} of KEDA's trigger
 * @param most pods: {@code maxReplicaCount}
 * @param polling seconds between KEDA's looks: {@code pollingInterval}
 * @param cooldown seconds without backlog until the last pod goes: {@code cooldownPeriod}
 * @param window seconds whose highest wish counts when pods are to go: {@code
 *     scaleDown.stabilizationWindowSeconds}
 */
record ScalingRule(double target, int most, int polling, int cooldown, int window) {
  /** Kubernetes' own; nothing changes for less. */
  private static final double TOLERANCE = 0.1;

  private static final int DEFAULT_POLLING = 30;
  private static final int DEFAULT_COOLDOWN = 300;
  private static final int DEFAULT_WINDOW = 300;

  ScalingRule {
    if (!(target > 0) || most < 1 || polling < 1 || cooldown < 0 || window < 0) {
      throw new IllegalArgumentException(
          "a pool of %d pods for %s GPU-seconds each can't be scaled; ask for 1 pod or more, and"
                  .formatted(most, target)
              + " for more than 0 seconds");
    }
  }

  /** With KEDA's and Kubernetes' defaults for all else. */
  static ScalingRule of(double target, int most) {
    return new ScalingRule(target, most, DEFAULT_POLLING, DEFAULT_COOLDOWN, DEFAULT_WINDOW);
  }

  /** How many pods the backlog asks for where so many are there, 1 at least. */
  int desired(double gpuSeconds, int now) {
    double used = gpuSeconds / (target * now);
    int wish = Math.abs(used - 1) <= TOLERANCE ? now : (int) Math.ceil(gpuSeconds / target);
    return Math.max(1, Math.min(most, wish));
  }

  /** How many there may be at the next look: twice as many, or four more. */
  int upFrom(int now) {
    return Math.max(2 * now, now + 4);
  }
}
