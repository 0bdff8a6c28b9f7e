package org.detdiffusion.perception.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One class's detections of all images, best score first; equal scores in the images' order. */
record CocoRanking(List<Place> places) {

  /** The detection's number within its image's pair. */
  record Place(double score, int pair, int detection) {}

  static CocoRanking of(List<CocoPair> pairs, int mostDetections) {
    List<Place> places = new ArrayList<>();
    for (int p = 0; p < pairs.size(); p++) {
      double[] scores = pairs.get(p).scores;
      for (int d = 0; d < Math.min(scores.length, mostDetections); d++) {
        places.add(new Place(scores[d], p, d));
      }
    }
    places.sort(Comparator.comparingDouble(place -> -place.score()));
    return new CocoRanking(places);
  }
}
