package org.detdiffusion.perception.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** COCO's evaluation of detections, number for number as pycocotools' COCOeval. */
public final class CocoEvaluation {
  private record Key(long imageId, int categoryId) {}

  private final CocoGroundTruth truth;
  private final CocoType type;
  private final Map<Key, List<TrueObject>> truths = new HashMap<>();
  private final Map<Key, List<ScoredObject>> detections = new HashMap<>();

  private CocoEvaluation(CocoGroundTruth truth, CocoDetections detected, CocoType type) {
    this.truth = truth;
    this.type = type;
    for (TrueObject object : truth.objects()) {
      list(truths, object.imageId(), object.categoryId()).add(object);
    }
    Set<Long> images = new HashSet<>(truth.imageIds());
    for (ScoredObject object : detected.objects()) {
      if (!images.contains(object.imageId())) {
        throw new IllegalArgumentException(
            "a detection is of image %d, which the ground truth doesn't list"
                .formatted(object.imageId()));
      }
      list(detections, object.imageId(), object.categoryId()).add(object);
    }
  }

  /**
   * Compares detections with what is there.
   *
   * @throws IllegalArgumentException when a detection is of an unknown image
   */
  public static CocoResult evaluate(
      CocoGroundTruth truth, CocoDetections detections, CocoType type) {
    return new CocoEvaluation(truth, detections, type).run();
  }

  private CocoResult run() {
    List<CocoCategory> categories =
        truth.categories().stream().sorted(Comparator.comparingInt(CocoCategory::id)).toList();
    List<Long> images = truth.imageIds().stream().sorted().toList();
    List<Map<AreaRange, List<CocoCurve>>> curves = new ArrayList<>();
    for (CocoCategory category : categories) {
      curves.add(curves(pairs(category, images)));
    }
    return new CocoResult(categories, curves);
  }

  private List<CocoPair> pairs(CocoCategory category, List<Long> images) {
    List<CocoPair> pairs = new ArrayList<>();
    for (long image : images) {
      Key key = new Key(image, category.id());
      if (truths.containsKey(key) || detections.containsKey(key)) {
        List<TrueObject> there = truths.getOrDefault(key, List.of());
        pairs.add(new CocoPair(there, detections.getOrDefault(key, List.of()), type));
      }
    }
    return pairs;
  }

  private static Map<AreaRange, List<CocoCurve>> curves(List<CocoPair> pairs) {
    List<CocoRanking> rankings =
        Arrays.stream(CocoThresholds.DETECTIONS)
            .mapToObj(limit -> CocoRanking.of(pairs, limit))
            .toList();
    Map<AreaRange, List<CocoCurve>> curves = new EnumMap<>(AreaRange.class);
    for (AreaRange range : AreaRange.values()) {
      List<CocoMatching> matchings =
          pairs.stream().map(pair -> CocoMatching.of(pair, range)).toList();
      curves.put(
          range, rankings.stream().map(ranking -> CocoCurve.of(matchings, ranking)).toList());
    }
    return curves;
  }

  private static <T> List<T> list(Map<Key, List<T>> lists, long imageId, int categoryId) {
    return lists.computeIfAbsent(new Key(imageId, categoryId), key -> new ArrayList<>());
  }
}
