package org.detdiffusion.workbench.label;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many objects are easy and hard, crowds left out. */
public final class LabelCounts {
  private final Map<String, Share> byClass = new LinkedHashMap<>();
  private final Map<ObjectSize, Share> bySize = new EnumMap<>(ObjectSize.class);
  private Share all = new Share(0, 0);

  /** Easy and hard objects of one kind. */
  public record Share(int easy, int hard) {

    public int objects() {
      return easy + hard;
    }

    /** 0 to 1; 0 without objects. */
    public double hardShare() {
      return objects() == 0 ? 0 : (double) hard / objects();
    }

    private Share plus(Share other) {
      return new Share(easy + other.easy, hard + other.hard);
    }
  }

  /** Of these classes first, then of others as they come. */
  public LabelCounts(List<String> classes) {
    classes.forEach(name -> byClass.put(name, all));
    for (ObjectSize size : ObjectSize.values()) {
      bySize.put(size, all);
    }
  }

  /** One object that is no crowd, its area in square pixels. */
  public void add(String className, double area, boolean easy) {
    Share one = easy ? new Share(1, 0) : new Share(0, 1);
    all = all.plus(one);
    byClass.merge(className, one, Share::plus);
    bySize.merge(ObjectSize.of(area), one, Share::plus);
  }

  public Share all() {
    return all;
  }

  /** In the order of the classes. */
  public Map<String, Share> byClass() {
    return new LinkedHashMap<>(byClass);
  }

  /** By the size's name in lower case, the smallest first. */
  public Map<String, Share> bySize() {
    Map<String, Share> named = new LinkedHashMap<>();
    bySize.forEach((size, share) -> named.put(size.name().toLowerCase(Locale.ROOT), share));
    return named;
  }
}
