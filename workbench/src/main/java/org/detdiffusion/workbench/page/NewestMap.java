package org.detdiffusion.workbench.page;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of the entries that came last; not safe for several threads. */
public final class NewestMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  /**
   * An empty map.
   *
   * @param most entries to hold; the eldest is forgotten
   */
  public NewestMap(int most) {
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
