package org.detdiffusion.networks.detection.exported;

import java.util.ArrayList;
import java.util.List;

/**
 * Of candidates of one class that overlap, keeps the best. As in Ultralytics' programs, classes are
 * held apart by moving their boxes 7680 pixels a class along both axes; that rounds corners in
 * single precision, so the sums are done in it.
 *
 * @param threshold IoU above which the weaker of two is dropped
 * @param mostCandidates looked at, the best ones
 * @param most kept
 * @param agnostic whether classes are not held apart
 */
record OffsetSuppression(double threshold, int mostCandidates, int most, boolean agnostic) {

  private static final float CLASS_OFFSET = 7680;

  /** Best first. */
  List<Candidate> apply(List<Candidate> candidates) {
    List<Candidate> sorted =
        candidates.stream().sorted(Candidate.BEST_FIRST).limit(mostCandidates).toList();
    List<Candidate> kept = new ArrayList<>();
    List<Candidate> moved = new ArrayList<>();
    for (Candidate candidate : sorted) {
      if (kept.size() == most) {
        break;
      }
      Candidate place = agnostic ? candidate : moved(candidate);
      if (moved.stream().noneMatch(better -> overlap(better, place) > threshold)) {
        kept.add(candidate);
        moved.add(place);
      }
    }
    return kept;
  }

  private static Candidate moved(Candidate of) {
    float offset = of.label() * CLASS_OFFSET;
    return new Candidate(
        of.x1() + offset,
        of.y1() + offset,
        of.x2() + offset,
        of.y2() + offset,
        of.score(),
        of.label());
  }

  private static float overlap(Candidate a, Candidate b) {
    float width = Math.max(Math.min(a.x2(), b.x2()) - Math.max(a.x1(), b.x1()), 0);
    float height = Math.max(Math.min(a.y2(), b.y2()) - Math.max(a.y1(), b.y1()), 0);
    float shared = width * height;
    return shared / (area(a) + area(b) - shared);
  }

  private static float area(Candidate box) {
    return (box.x2() - box.x1()) * (box.y2() - box.y1());
  }
}
