package org.detdiffusion.workbench.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many objects are easy and hard.
 *
 * @param bySize by the share of its image that an object's box takes: see {@link #size}
 */
public record Difficulties(Map<String, Count> byClass, Map<String, Count> bySize) {
  public static final Difficulties NONE = new Difficulties(Map.of(), Map.of());

  /** Largest shares of an image's area that a small and a medium object take. */
  private static final double SMALL = 0.04;

  private static final double MEDIUM = 0.12;

  public Difficulties {
    byClass = new TreeMap<>(byClass);
    bySize = new TreeMap<>(bySize);
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

  /** With one object more. */
  public Difficulties plus(String className, double areaShare, boolean hard) {
    Difficulties more = new Difficulties(byClass, bySize);
    Count one = hard ? new Count(0, 1) : new Count(1, 0);
    more.byClass.merge(className, one, Count::plus);
    more.bySize.merge(size(areaShare), one, Count::plus);
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
