package org.detdiffusion.perception.plan;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Things that are drawn again and again, each as often as its weight says. */
final class Lottery<T> {
  private final List<T> things;
  private final double[] cumulative;
  private final boolean even;

  /**
   * @param things one or more
   * @param weight above 0
   */
  Lottery(List<T> things, ToDoubleFunction<? super T> weight) {
    this.things = List.copyOf(things);
    double[] weights = things.stream().mapToDouble(weight).toArray();
    this.even = Arrays.stream(weights).allMatch(each -> each == 1);
    // In order: a parallel sum would be rounded differently on other numbers of cores.
    for (int i = 1; i < weights.length; i++) {
      weights[i] += weights[i - 1];
    }
    this.cumulative = weights;
  }

  T draw(RandomGenerator random) {
    if (even) {
      return things.get(random.nextInt(things.size()));
    }
    double point = random.nextDouble() * total();
    int place = Arrays.binarySearch(cumulative, point);
    int chosen = place < 0 ? -place - 1 : place + 1;
    return things.get(Math.min(chosen, things.size() - 1));
  }

  double total() {
    return cumulative[cumulative.length - 1];
  }
}
