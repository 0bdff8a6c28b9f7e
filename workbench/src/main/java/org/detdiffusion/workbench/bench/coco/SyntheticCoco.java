package org.detdiffusion.workbench.bench.coco;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.metrics.CocoType;
import org.detdiffusion.perception.random.Seeds;

/**
 * Annotations and detections of images that don't exist, the same for the same numbers. An image
 * has 1 to 14 objects of all sizes, frequent classes far more often than rare ones, one object in a
 * hundred a crowd; four of five are detected about where they are, and the other detections are
 * anywhere.
 *
 * @param detections of each image
 * @param type masks are ellipses: polygons of 24 corners for objects, run lengths for crowds and
 *     detections, as COCO and detectors write them
 */
record SyntheticCoco(int images, int classes, int detections, CocoType type, long seed) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int MOST_OBJECTS = 14;

  private record Thing(int image, int category, Box box, boolean crowd, double score) {}

  /** A COCO annotation file. */
  void writeGroundTruth(Path file) throws IOException {
    try (JsonGenerator json = open(file)) {
      json.writeStartObject();
      json.writeArrayFieldStart("images");
      for (int image = 1; image <= images; image++) {
        json.writeStartObject();
        json.writeNumberField("id", image);
        json.writeNumberField("width", WIDTH);
        json.writeNumberField("height", HEIGHT);
        json.writeEndObject();
      }
      json.writeEndArray();
      writeCategories(json);
      writeAnnotations(json);
      json.writeEndObject();
    }
  }

  private void writeCategories(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("categories");
    for (int category = 1; category <= classes; category++) {
      json.writeStartObject();
      json.writeNumberField("id", category);
      json.writeStringField("name", "class " + category);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeAnnotations(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("annotations");
    int id = 0;
    for (int image = 1; image <= images; image++) {
      for (Thing thing : objects(image)) {
        json.writeStartObject();
        json.writeNumberField("id", ++id);
        write(json, thing, !thing.crowd());
        json.writeNumberField("area", 0.7 * thing.box().area());
        json.writeNumberField("iscrowd", thing.crowd() ? 1 : 0);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  /** A COCO result file. */
  void writeDetections(Path file) throws IOException {
    try (JsonGenerator json = open(file)) {
      json.writeStartArray();
      for (int image = 1; image <= images; image++) {
        for (Thing thing : detected(image)) {
          json.writeStartObject();
          write(json, thing, false);
          json.writeNumberField("score", thing.score());
          json.writeEndObject();
        }
      }
      json.writeEndArray();
    }
  }

  private static JsonGenerator open(Path file) throws IOException {
    return JSON.createGenerator(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  private void write(JsonGenerator json, Thing thing, boolean asPolygon) throws IOException {
    Box box = thing.box();
    json.writeNumberField("image_id", thing.image());
    json.writeNumberField("category_id", thing.category());
    json.writeFieldName("bbox");
    json.writeArray(new double[] {box.x(), box.y(), box.width(), box.height()}, 0, 4);
    if (type == CocoType.MASK) {
      new Ellipse(box, WIDTH, HEIGHT).write(json, asPolygon);
    }
  }

  private List<Thing> objects(int image) {
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, image, 0));
    List<Thing> objects = new ArrayList<>();
    int count = 1 + random.nextInt(MOST_OBJECTS);
    for (int i = 0; i < count; i++) {
      boolean crowd = random.nextInt(100) == 0;
      objects.add(new Thing(image, category(random), anywhere(random), crowd, 1));
    }
    return objects;
  }

  private List<Thing> detected(int image) {
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, image, 1));
    List<Thing> detected = new ArrayList<>();
    for (Thing object : objects(image)) {
      if (random.nextInt(5) > 0 && detected.size() < detections) {
        detected.add(near(object, random));
      }
    }
    while (detected.size() < detections) {
      double score = rounded(0.6 * Math.pow(random.nextDouble(), 3), 1000);
      detected.add(new Thing(image, category(random), anywhere(random), false, score));
    }
    return detected;
  }

  private static Thing near(Thing object, SplittableRandom random) {
    Box box = object.box();
    double width = Math.max(1, box.width() * (0.8 + 0.4 * random.nextDouble()));
    double height = Math.max(1, box.height() * (0.8 + 0.4 * random.nextDouble()));
    double x = box.x() + 0.15 * box.width() * (random.nextDouble() - 0.5);
    double y = box.y() + 0.15 * box.height() * (random.nextDouble() - 0.5);
    double score = rounded(0.3 + 0.7 * random.nextDouble(), 1000);
    return new Thing(object.image(), object.category(), box(x, y, width, height), false, score);
  }

  /** The square of an even number makes class 1 several times as frequent as the last. */
  private int category(SplittableRandom random) {
    double even = random.nextDouble();
    return 1 + (int) (classes * even * even);
  }

  /** Sides of 8 to 300 pixels, small ones more often. */
  private static Box anywhere(SplittableRandom random) {
    double width = 8 * Math.pow(300 / 8.0, random.nextDouble());
    double height = Math.min(300, Math.max(8, width * (0.5 + random.nextDouble())));
    double x = random.nextDouble() * (WIDTH - width);
    double y = random.nextDouble() * (HEIGHT - height);
    return box(x, y, width, height);
  }

  private static Box box(double x, double y, double width, double height) {
    return new Box(rounded(x, 100), rounded(y, 100), rounded(width, 100), rounded(height, 100));
  }

  private static double rounded(double value, int parts) {
    return (double) Math.round(value * parts) / parts;
  }
}
