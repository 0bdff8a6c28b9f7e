package org.detdiffusion.workbench.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many objects are easy and hard.
 *
 * @param bySize by the share of its image that an object's box takes: see {@link #plus}
 */
public record Difficulties(Map<String, Count> byClass, Map<String, Count> bySize) {
  public static final Difficulties NONE = new Difficulties(Map.of(), Map.of());

  /** Largest shares of an image's area that a small and a medium object take. */
  private static final double SMALL = 0.04;

  private static final double MEDIUM = 0.12;

  public Difficulties {
    byClass = Collections.unmodifiableSortedMap(new TreeMap<>(byClass));
    bySize = Collections.unmodifiableSortedMap(new TreeMap<>(bySize));
  }

  /** Objects of one kind. */
  public record Count(int easy, int hard) {
    private static final Count ZERO = new Count(0, 0);

    int objects() {
      return easy + hard;
    }

    /** 0 to 1; NaN without objects. */
    double hardShare() {
      return objects() == 0 ? Double.NaN : (double) hard / objects();
    }

    private Count plus(Count other) {
      return new Count(easy + other.easy, hard + other.hard);
    }
  }

  /**
   * With one object more.
   *
   * @param areaShare of its box in the image, 0 to 1; below 0.04 it is small, from 0.12 on large
   */
  public Difficulties plus(String className, double areaShare, boolean hard) {
    Count one = hard ? new Count(0, 1) : new Count(1, 0);
    return new Difficulties(merged(byClass, className, one), merged(bySize, size(areaShare), one));
  }

  private static Map<String, Count> merged(Map<String, Count> counts, String kind, Count one) {
    Map<String, Count> more = new TreeMap<>(counts);
    more.merge(kind, one, Count::plus);
    return more;
  }

  private static String size(double areaShare) {
    if (areaShare < SMALL) {
      return "small (under 4 % of the image)";
    }
    return areaShare < MEDIUM ? "medium (4 to 12 %)" : "large (12 % and more)";
  }

  Count total() {
    return byClass.values().stream().reduce(Count.ZERO, Count::plus);
  }
}
