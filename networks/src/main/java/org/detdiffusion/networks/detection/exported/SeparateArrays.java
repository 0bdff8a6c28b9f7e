package org.detdiffusion.networks.detection.exported;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Torchvision's three outputs; exports have them in different orders. */
record SeparateArrays(OutputArray boxes, OutputArray labels, OutputArray scores) {

  /**
   * Labels are the whole numbers, boxes are four times as many as scores and have one axis more.
   */
  static Optional<SeparateArrays> find(List<OutputArray> outputs) {
    List<OutputArray> whole = outputs.stream().filter(OutputArray::whole).toList();
    List<OutputArray> broken =
        outputs.stream()
            .filter(output -> !output.whole())
            .sorted(Comparator.comparingInt(output -> output.shape().length))
            .toList();
    if (whole.size() != 1 || broken.size() != 2) {
      return Optional.empty();
    }
    SeparateArrays found = new SeparateArrays(broken.get(1), whole.get(0), broken.get(0));
    return found.agree() ? Optional.of(found) : Optional.empty();
  }

  private boolean agree() {
    int count = scores.values().length;
    return boxes.shape().length == scores.shape().length + 1
        && boxes.values().length == 4 * count
        && labels.values().length == count;
  }

  /**
   * Those with a score above the threshold, best first.
   *
   * @throws IllegalArgumentException for a label that no class has
   */
  List<Candidate> candidates(ExportedSettings settings) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < scores.values().length; i++) {
      if (settings.passes(scores.values()[i])) {
        candidates.add(candidate(i, settings.requireLabel(labels.values()[i])));
      }
    }
    candidates.sort(Candidate.BEST_FIRST);
    return candidates;
  }

  private Candidate candidate(int i, int label) {
    float[] corners = boxes.values();
    int at = 4 * i;
    return new Candidate(
        corners[at], corners[at + 1], corners[at + 2], corners[at + 3], scores.values()[i], label);
  }
}
