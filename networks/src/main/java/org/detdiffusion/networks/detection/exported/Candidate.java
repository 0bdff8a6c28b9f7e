package org.detdiffusion.networks.detection.exported;

import java.util.Comparator;

/** A box with corners in pixels of what the network saw, in single precision as it came. */
record Candidate(float x1, float y1, float x2, float y2, float score, int label) {

  /** Equal scores keep their order. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble((Candidate candidate) -> -candidate.score());

  static Candidate ofCentre(float x, float y, float width, float height, float score, int label) {
    float left = width / 2;
    float up = height / 2;
    return new Candidate(x - left, y - up, x + left, y + up, score, label);
  }

  /** No box and no score of a network that divided by zero. */
  boolean isFinite() {
    return Float.isFinite(x1 + y1 + x2 + y2 + score);
  }
}
