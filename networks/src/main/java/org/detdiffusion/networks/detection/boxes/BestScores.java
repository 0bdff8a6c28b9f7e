package org.detdiffusion.networks.detection.boxes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the best of many scores in little memory; of equal ones the first. */
public final class BestScores {

  private static final Comparator<Scored> WORST_FIRST =
      Comparator.comparingDouble(Scored::score).thenComparing(Scored::index, (a, b) -> b - a);

  private final int most;
  private final PriorityQueue<Scored> kept = new PriorityQueue<>(WORST_FIRST);

  /**
   * @param index of what has the score
   */
  public record Scored(int index, double score) {}

  /**
   * @param most how many are kept, one at least
   */
  public BestScores(int most) {
    this.most = most;
  }

  /** Indices must come in rising order. */
  public void offer(int index, double score) {
    if (kept.size() == most) {
      if (score <= kept.element().score()) {
        return;
      }
      kept.remove();
    }
    kept.add(new Scored(index, score));
  }

  public List<Scored> bestFirst() {
    List<Scored> sorted = new ArrayList<>(kept);
    sorted.sort(WORST_FIRST.reversed());
    return sorted;
  }
}
