package org.detdiffusion.perception.data.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.geometry.Box;

/** Brings images, annotations and categories of one file together. */
final class CocoJoin implements CocoListing {
  private final Path file;
  private final ConversionLog log;
  private final Map<String, ImageEntry> images = new LinkedHashMap<>();
  private final Map<String, ClassEntry> categories = new LinkedHashMap<>();
  private final Map<String, Integer> categoryNumbers = new LinkedHashMap<>();
  private final Map<String, List<ObjectEntry>> objects = new HashMap<>();

  CocoJoin(Path file, ConversionLog log) {
    this.file = file;
    this.log = log;
  }

  @Override
  public void image(Named<ImageEntry> image) throws InvalidDataSetException {
    String safe = SafeNames.file(image.entry().fileName(), file);
    if (images.put(image.id(), image.entry().named(safe)) != null) {
      throw new InvalidDataSetException(
          "%s lists image id '%s' twice: give each image its own".formatted(file, image.id()));
    }
  }

  @Override
  public void category(Named<ClassEntry> category) throws InvalidDataSetException {
    ClassEntry entry = category.entry();
    String safe = SafeNames.className(entry.name(), file);
    if (categories.put(category.id(), new ClassEntry(entry.id(), safe, entry.kept())) != null) {
      throw new InvalidDataSetException(
          "%s lists category id '%s' twice: give each its own".formatted(file, category.id()));
    }
  }

  /** Categories may come later in the file, so they are numbered as they are met. */
  @Override
  public void object(Named<ObjectEntry> object) {
    log.objectRead();
    Integer number = categoryNumbers.get(object.id());
    if (number == null) {
      number = categoryNumbers.size();
      categoryNumbers.put(object.id(), number);
    }
    objects
        .computeIfAbsent(object.imageId(), id -> new ArrayList<>(8))
        .add(object.entry().with(number, object.entry().box()));
  }

  /** All images with the objects that are valid. The join is empty afterwards. */
  List<ImageEntry> images(ClassTable classes) throws InvalidDataSetException {
    int[] indices = classIndices(classes);
    List<ImageEntry> joined = new ArrayList<>(images.size());
    for (Map.Entry<String, ImageEntry> image : images.entrySet()) {
      List<ObjectEntry> own = objects.remove(image.getKey());
      ImageSize size = size(image.getValue());
      if (size.isKnown()) {
        List<ObjectEntry> valid = valid(own == null ? List.of() : own, size, indices);
        joined.add(image.getValue().with(size, valid));
      } else {
        dropImage(image.getValue(), own == null ? 0 : own.size());
      }
    }
    objects.values().stream().flatMap(List::stream).forEach(this::dropStray);
    images.clear();
    objects.clear();
    return joined;
  }

  private int[] classIndices(ClassTable classes) {
    Map<String, Integer> indices = new HashMap<>();
    for (Map.Entry<String, ClassEntry> category : categories.entrySet()) {
      indices.put(category.getKey(), classes.index(category.getValue()));
    }
    return categoryNumbers.keySet().stream().mapToInt(id -> indices.getOrDefault(id, -1)).toArray();
  }

  private static ImageSize size(ImageEntry image) throws InvalidDataSetException {
    ImageSize stated = new ImageSize(image.width(), image.height());
    return stated.isKnown() ? stated : image.folders().size(image.fileName());
  }

  private List<ObjectEntry> valid(List<ObjectEntry> own, ImageSize size, int[] indices) {
    List<ObjectEntry> valid = new ArrayList<>(own.size());
    for (ObjectEntry object : own) {
      String where = "annotation " + object.id() + " of " + file;
      int classIndex = indices[object.classIndex()];
      if (classIndex < 0) {
        log.drop("objects of unknown classes", where + " names no listed category: correct it");
        continue;
      }
      Optional<Box> box = BoxFit.fit(object.box(), size, log, where);
      box.ifPresent(inside -> valid.add(object.with(classIndex, inside)));
    }
    return valid;
  }

  private void dropImage(ImageEntry image, int objectCount) {
    String example =
        "image '%s' of %s has no usable size and no file: add width and height"
            .formatted(image.fileName(), file);
    log.drop("images of unknown size", example);
    for (int i = 0; i < objectCount; i++) {
      log.drop("objects of images of unknown size", example);
    }
  }

  private void dropStray(ObjectEntry object) {
    log.drop(
        "objects of unknown images",
        "annotation %d of %s names no listed image: correct it".formatted(object.id(), file));
  }
}
