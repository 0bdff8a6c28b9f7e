package org.detdiffusion.workbench.report;

import java.util.ArrayList;
import java.util.List;

/** What a loop's numbers say in sentences, whichever way they came out. */
final class LoopFindings {
  static final String MEASURE =
      "Test AP in percent, mean and standard deviation over the seeds, on images that no detector,"
          + " generator or gate has learnt from. In a round, loop and baseline are trained from the"
          + " same chance for the same number of steps with the same strong augmentation; the"
          + " baseline sees real images alone. Each round has seeds of its own, so baselines differ"
          + " from round to round by chance alone, and show how large that is. One generator"
          + " serves all rounds.";

  private LoopFindings() {}

  static List<String> of(LoopResults results) {
    List<String> sentences = new ArrayList<>();
    List<RoundResults> rounds = results.rounds();
    rounds.stream()
        .filter(round -> round.round() > 0)
        .map(LoopFindings::round)
        .forEach(sentences::add);
    if (rounds.size() > 2) {
      sentences.add(allRounds(rounds.subList(1, rounds.size())));
    }
    if (rounds.size() > 1) {
      sentences.add(hard(rounds.get(0), results.last()));
    }
    return sentences;
  }

  private static String round(RoundResults round) {
    Statistics difference = round.loop().difference();
    return "Round "
        + round.round()
        + ": "
        + Spread.difference(difference)
        + " AP against real images alone"
        + Findings.certainty(difference)
        + ".";
  }

  private static String allRounds(List<RoundResults> rounds) {
    Statistics all =
        Statistics.of(rounds.stream().map(round -> round.loop().difference().mean()).toList());
    return "All "
        + rounds.size()
        + " rounds together: "
        + Html.signed(all.mean())
        + " AP in the mean, from "
        + Html.signed(rounds.stream().mapToDouble(LoopFindings::difference).min().orElseThrow())
        + " to "
        + Html.signed(rounds.stream().mapToDouble(LoopFindings::difference).max().orElseThrow())
        + "; the rounds share their images, so this carries no interval.";
  }

  private static double difference(RoundResults round) {
    return round.loop().difference().mean();
  }

  private static String hard(RoundResults first, RoundResults last) {
    return "Hard objects among the real training images: "
        + Html.percent(first.judged().total().hardShare())
        + " before the first made image, "
        + Html.percent(last.judged().total().hardShare())
        + " after round "
        + last.round()
        + ", each judged by a detector that has not learnt from its image, after equally many"
        + " steps.";
  }
}
