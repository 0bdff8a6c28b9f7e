package org.detdiffusion.workbench.backlog;

import java.util.ArrayDeque;
import java.util.Deque;

/** How long the newest images took to make. */
public final class ImageSeconds {
  private static final int IMAGES = 200;
  private static final double MILLIS = 1000;

  private final Deque<Double> newest = new ArrayDeque<>();

  /** Another image; times that are no times are left out. */
  public synchronized void add(double millis) {
    if (millis > 0 && Double.isFinite(millis)) {
      newest.addFirst(millis / MILLIS);
      if (newest.size() > IMAGES) {
        newest.removeLast();
      }
    }
  }

  /** The backlog of so many jobs. */
  public synchronized Backlog of(long jobs, double assumedSeconds) {
    double mean = newest.stream().mapToDouble(Double::doubleValue).average().orElse(assumedSeconds);
    return new Backlog(jobs, mean, newest.size());
  }
}
