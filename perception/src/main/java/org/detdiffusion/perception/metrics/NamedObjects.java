package org.detdiffusion.perception.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Detection;

/** Images and detections with class names, numbered as COCO's evaluation wants them. */
final class NamedObjects {
  private final Map<String, Integer> ids = new TreeMap<>();
  private final List<TrueObject> truths = new ArrayList<>();
  private final List<ScoredObject> detected = new ArrayList<>();
  private final int images;

  NamedObjects(List<AnnotatedImage> truth, List<List<Detection>> detections) {
    this.images = truth.size();
    for (int image = 0; image < images; image++) {
      for (AnnotatedObject object : truth.get(image).objects()) {
        add(image, object);
      }
      for (Detection detection : detections.get(image)) {
        add(image, detection);
      }
    }
  }

  CocoResult evaluate() {
    List<CocoCategory> categories =
        ids.entrySet().stream()
            .map(entry -> new CocoCategory(entry.getValue(), entry.getKey()))
            .toList();
    CocoGroundTruth there =
        new CocoGroundTruth(LongStream.range(0, images).boxed().toList(), categories, truths);
    return CocoEvaluation.evaluate(there, new CocoDetections(detected), CocoType.BOX);
  }

  static Map<String, Double> averagePrecisionByClass(CocoResult result) {
    Map<String, Double> byClass = new TreeMap<>();
    for (CocoCategory category : result.categories()) {
      double ap = result.summary(category.id()).ap();
      if (ap >= 0) {
        byClass.put(category.name(), ap);
      }
    }
    return byClass;
  }

  private void add(long image, AnnotatedObject object) {
    truths.add(
        new TrueObject(
            image,
            id(object.className()),
            object.box(),
            Optional.empty(),
            object.box().area(),
            object.crowd()));
  }

  private void add(long image, Detection detection) {
    detected.add(
        ScoredObject.of(image, id(detection.className()), detection.box(), detection.score()));
  }

  private int id(String className) {
    return ids.computeIfAbsent(className, name -> ids.size() + 1);
  }
}
