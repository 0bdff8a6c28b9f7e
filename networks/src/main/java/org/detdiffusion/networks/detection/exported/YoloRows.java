package org.detdiffusion.networks.detection.exported;

import java.util.ArrayList;
import java.util.List;

/**
 * The predictions of a YOLO: one row each, four numbers of a box, perhaps objectness, and a score a
 * class.
 *
 * @param next distance in values from one row to the next, and from one column to the next
 */
// Numbers are handed on and never compared as values.
@SuppressWarnings("ArrayRecordComponent")
record YoloRows(float[] values, int rows, int nextRow, int nextColumn, boolean objectness) {

  static YoloRows of(OutputArray output, OutputLayout layout) {
    int second = (int) output.shape()[1];
    int third = (int) output.shape()[2];
    return layout == OutputLayout.YOLOV8
        ? new YoloRows(output.values(), third, 1, third, false)
        : new YoloRows(output.values(), second, third, 1, layout == OutputLayout.YOLOV5);
  }

  private float get(int row, int column) {
    return values[row * nextRow + column * nextColumn];
  }

  /** Those with a score above the threshold, in the order of rows and classes. */
  List<Candidate> candidates(ExportedSettings settings) {
    List<Candidate> candidates = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      // The product with a class score is compared again: both must pass.
      if (!objectness || settings.passes(get(row, 4))) {
        if (settings.multiLabel() && settings.classes().size() > 1) {
          addAll(row, settings, candidates);
        } else {
          addBest(row, settings, candidates);
        }
      }
    }
    return candidates;
  }

  private void addAll(int row, ExportedSettings settings, List<Candidate> candidates) {
    for (int label = 0; label < settings.classes().size(); label++) {
      add(row, label, settings, candidates);
    }
  }

  private void addBest(int row, ExportedSettings settings, List<Candidate> candidates) {
    int best = 0;
    for (int label = 1; label < settings.classes().size(); label++) {
      if (score(row, label) > score(row, best)) {
        best = label;
      }
    }
    add(row, best, settings, candidates);
  }

  private void add(int row, int label, ExportedSettings settings, List<Candidate> candidates) {
    float score = score(row, label);
    if (settings.passes(score)) {
      candidates.add(
          Candidate.ofCentre(get(row, 0), get(row, 1), get(row, 2), get(row, 3), score, label));
    }
  }

  private float score(int row, int label) {
    return objectness ? get(row, 5 + label) * get(row, 4) : get(row, 4 + label);
  }

  /** Of an end-to-end network, in its order: best first. */
  List<Candidate> finished(ExportedSettings settings) {
    List<Candidate> candidates = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      if (settings.passes(get(row, 4))) {
        candidates.add(
            new Candidate(
                get(row, 0),
                get(row, 1),
                get(row, 2),
                get(row, 3),
                get(row, 4),
                settings.requireLabel(get(row, 5))));
      }
    }
    return candidates;
  }
}
