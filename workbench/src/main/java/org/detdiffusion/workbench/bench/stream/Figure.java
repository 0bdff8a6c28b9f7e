package org.detdiffusion.workbench.bench.stream;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One quantity, measured in each round.
 *
 * @param unit of the values, for a person
 */
record Figure(String subject, String name, String unit, List<Double> rounds) {

  /** The lower of the two middle ones where the number of rounds is even. */
  double median() {
    return median(rounds);
  }

  /** Median of the rounds' quotients: what slows a whole round down does not count. */
  double shareOf(Figure other) {
    return median(
        IntStream.range(0, rounds.size())
            .mapToObj(round -> rounds.get(round) / other.rounds.get(round))
            .toList());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }
}
