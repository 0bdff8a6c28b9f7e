package org.detdiffusion.perception.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.detdiffusion.perception.geometry.Box;

/** Joins images, annotations and categories of a COCO file. */
final class CocoPhotographs {
  private final Path directory;
  private final CocoFile file;
  private final Set<String> takenIds;
  private final ImportLog log;
  private final Set<String> usedCategories = new HashSet<>();

  CocoPhotographs(Path directory, CocoFile file, Set<String> takenIds, ImportLog log) {
    this.directory = directory;
    this.file = file;
    this.takenIds = takenIds;
    this.log = log;
  }

  List<Photograph> list() throws InvalidDataSetException {
    Map<String, List<PhotographedObject>> objects = objectsByImage();
    List<Photograph> photographs = new ArrayList<>();
    for (JsonNode image : file.images()) {
      String name = image.path("file_name").asText().replace('\\', '/');
      if (name.isBlank()) {
        String id = CocoFile.id(image, "id");
        log.imageSkipped("image " + id + " of " + file.path() + " has no file_name: add it");
        continue;
      }
      photographs.add(photograph(image, name, objects.get(CocoFile.id(image, "id"))));
    }
    return photographs;
  }

  /** The categories that have annotations, in the order of the file; after {@link #list}. */
  List<String> classes() {
    return file.categories().entrySet().stream()
        .filter(category -> usedCategories.contains(category.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private Photograph photograph(JsonNode image, String name, List<PhotographedObject> objects) {
    String stem = Photograph.stem(name);
    String id = takenIds.add(stem) ? stem : Photograph.stem(fileName()) + "/" + stem;
    takenIds.add(id);
    int width = image.path("width").asInt();
    int height = image.path("height").asInt();
    return new Photograph(id, Folders.holding(name, roots()), name, width, height, objects);
  }

  private Map<String, List<PhotographedObject>> objectsByImage() {
    Map<String, List<PhotographedObject>> objects = new LinkedHashMap<>();
    file.images().forEach(image -> objects.put(CocoFile.id(image, "id"), new ArrayList<>()));
    for (CocoAnnotation annotation : file.annotations()) {
      log.objectSeen();
      List<PhotographedObject> ofImage = objects.get(annotation.imageId());
      String category = file.categories().get(annotation.categoryId());
      if (ofImage == null) {
        invalid(annotation, "unknown image ids", "names the unknown image " + annotation.imageId());
      } else if (category == null || category.isBlank()) {
        invalid(
            annotation,
            "unknown category ids",
            "names the unknown category " + annotation.categoryId());
      } else if (!annotation.hasArea()) {
        String box = annotation.box().map(CocoPhotographs::text).orElse("without four numbers");
        invalid(annotation, "boxes without area", "has a bbox " + box);
      } else {
        usedCategories.add(annotation.categoryId());
        ofImage.add(
            new PhotographedObject(
                category, annotation.box().get(), annotation.outline(), annotation.crowd()));
      }
    }
    return objects;
  }

  private static String text(Box box) {
    return "[" + box.x() + ", " + box.y() + ", " + box.width() + ", " + box.height() + "]";
  }

  private void invalid(CocoAnnotation annotation, String reason, String problem) {
    log.objectInvalid(
        reason,
        "annotation %s of %s %s: correct or remove it"
            .formatted(annotation.id(), file.path(), problem));
  }

  private String fileName() {
    return file.path().getFileName().toString();
  }

  /** Where the images may be, likeliest first: COCO keeps val2017/ beside annotations/. */
  private List<Path> roots() {
    String split = Photograph.stem(fileName()).replaceFirst("^instances_", "");
    Path images = directory.resolve("images");
    return List.of(
        images,
        images.resolve(split),
        directory.resolve(split),
        file.path().resolveSibling("."),
        file.path().resolveSibling("images"),
        directory);
  }
}
