package org.detdiffusion.perception.data.pocket;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.ClassEntry;
import org.detdiffusion.perception.data.formats.CocoListing;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.ObjectEntry;
import org.detdiffusion.perception.geometry.Box;

/** Joins images, annotations and categories of a COCO file; what can't be used is left out. */
final class CocoPhotographs implements CocoListing {
  private final Path file;
  private final Set<String> takenIds;
  private final ImportLog log;
  private final Map<String, String> categories = new LinkedHashMap<>();
  private final List<Named<ImageEntry>> images = new ArrayList<>();
  private final List<Named<ObjectEntry>> annotations = new ArrayList<>();
  private final Set<String> usedCategories = new HashSet<>();

  CocoPhotographs(Path file, Set<String> takenIds, ImportLog log) {
    this.file = file;
    this.takenIds = takenIds;
    this.log = log;
  }

  @Override
  public void image(Named<ImageEntry> image) {
    images.add(image);
  }

  @Override
  public void category(Named<ClassEntry> category) {
    categories.put(category.id(), category.entry().name());
  }

  @Override
  public void object(Named<ObjectEntry> annotation) {
    annotations.add(annotation);
  }

  /** Once the whole file is listed. */
  List<Photograph> list() throws InvalidDataSetException {
    Map<String, List<PhotographedObject>> objects = objectsByImage();
    List<Photograph> photographs = new ArrayList<>();
    for (Named<ImageEntry> image : images) {
      String name = image.entry().fileName().replace('\\', '/');
      if (name.isBlank()) {
        log.imageSkipped("image " + image.id() + " of " + file + " has no file_name: add it");
        continue;
      }
      photographs.add(photograph(image.entry(), name, objects.get(image.id())));
    }
    return photographs;
  }

  /** The categories that have annotations, in the order of the file; after {@link #list}. */
  List<String> classes() {
    return categories.entrySet().stream()
        .filter(category -> usedCategories.contains(category.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private Photograph photograph(ImageEntry image, String name, List<PhotographedObject> objects) {
    String stem = Photograph.stem(name);
    String own = Photograph.stem(file.getFileName().toString()) + "/" + stem;
    String id = takenIds.add(stem) ? stem : own;
    takenIds.add(id);
    Path root = image.folders().holding(name);
    return new Photograph(id, root, name, image.width(), image.height(), objects);
  }

  private Map<String, List<PhotographedObject>> objectsByImage() {
    Map<String, List<PhotographedObject>> objects = new HashMap<>();
    images.forEach(image -> objects.put(image.id(), new ArrayList<>()));
    for (Named<ObjectEntry> annotation : annotations) {
      log.objectSeen();
      List<PhotographedObject> ofImage = objects.get(annotation.imageId());
      String category = categories.get(annotation.id());
      ObjectEntry object = annotation.entry();
      if (ofImage == null) {
        invalid(object, "unknown image ids", "names the unknown image " + annotation.imageId());
      } else if (category == null || category.isBlank()) {
        invalid(object, "unknown category ids", "names the unknown category " + annotation.id());
      } else if (!PhotographedObject.hasArea(object.box())) {
        invalid(object, "boxes without area", "has a bbox " + text(object.box()));
      } else {
        usedCategories.add(annotation.id());
        ofImage.add(
            new PhotographedObject(category, object.box(), object.outline(), object.crowd()));
      }
    }
    return objects;
  }

  private static String text(Box box) {
    return "[" + box.x() + ", " + box.y() + ", " + box.width() + ", " + box.height() + "]";
  }

  private void invalid(ObjectEntry object, String reason, String problem) {
    log.objectInvalid(
        reason,
        "annotation %d of %s %s: correct or remove it".formatted(object.id(), file, problem));
  }
}
