package org.detdiffusion.workbench.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last few of many; not safe for several threads. */
final class Newest<T> {
  private final int most;
  private final Deque<T> kept = new ArrayDeque<>();

  Newest(int most) {
    this.most = most;
  }

  void add(T value) {
    kept.addFirst(value);
    if (kept.size() > most) {
      kept.removeLast();
    }
  }

  /** Newest first. */
  List<T> list() {
    return List.copyOf(kept);
  }
}
