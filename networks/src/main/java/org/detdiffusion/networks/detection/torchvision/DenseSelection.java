package org.detdiffusion.networks.detection.torchvision;

import org.detdiffusion.networks.detection.boxes.BestScores;
import org.detdiffusion.networks.detection.boxes.Boxes;

/**
 * Which of the answers at all places of an image become detections: at each level the best above a
 * score, then what suppression leaves.
 *
 * @param score that a detection must pass, 0..1
 * @param overlap above which the weaker of two of a class is dropped
 * @param detections of an image, at most
 * @param candidates of a level, at most
 */
public record DenseSelection(double score, double overlap, int detections, int candidates) {

  /** How the four numbers at an anchor become a box. */
  interface Decoder {
    void decode(Boxes references, int reference, float[] codes, int at, double[] to, int put);
  }

  /** Selects for one image. */
  Found select(DenseAnswers answers, int image, Decoder decoder, ImageBatch.Size size) {
    Candidates selected = new Candidates();
    int from = 0;
    for (int count : answers.counts()) {
      addLevel(answers, image, from, from + count, decoder, selected);
      from += count;
    }
    return selected.clipped(size).suppressed(overlap, detections);
  }

  private void addLevel(
      DenseAnswers answers, int image, int from, int to, Decoder decoder, Candidates selected) {
    int classes = answers.classes();
    BestScores best = new BestScores(candidates);
    for (int anchor = from; anchor < to; anchor++) {
      for (int label = 0; label < classes; label++) {
        float answered = answers.score(image, anchor, label);
        if (answered > score) {
          best.offer((anchor - from) * classes + label, answered);
        }
      }
    }
    best.bestFirst().forEach(one -> add(answers, image, from, one, decoder, selected));
  }

  private static void add(
      DenseAnswers answers,
      int image,
      int from,
      BestScores.Scored one,
      Decoder decoder,
      Candidates selected) {
    int anchor = from + one.index() / answers.classes();
    double[] box = new double[4];
    int at = answers.at(image, anchor) + answers.classes();
    decoder.decode(answers.anchors(), anchor, answers.values(), at, box, 0);
    selected.add(box, one.score(), one.index() % answers.classes());
  }
}
