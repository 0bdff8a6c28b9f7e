package org.detdiffusion.perception.data.pocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.data.DataSetOptions;
import org.detdiffusion.perception.data.ImportedDataSet;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.InvalidImageException;
import org.detdiffusion.perception.image.PixelImage;

/**
 * Reads photographs, as many as are needed, and cuts them into the images of a data set. The crops
 * of one photograph never come into two splits.
 */
final class PocketImages {
  private final String name;
  private final DataSetOptions options;
  private final ImportLog log;
  private final List<AnnotatedImage> images = new ArrayList<>();

  PocketImages(String name, DataSetOptions options, ImportLog log) {
    this.name = name;
    this.options = options;
    this.log = log;
  }

  ImportedDataSet read(List<String> classes, PhotographSplits splits)
      throws InvalidDataSetException {
    log.requireMostObjects();
    List<Photograph> training = splits.training();
    int used = fill(DataSet.TRAIN, options.train(), training);
    fill(DataSet.EXTRA, options.extra(), training.subList(used, training.size()));
    fill(DataSet.TEST, options.test(), splits.heldOut());
    log.requireMostImages();
    DataSet dataSet = new DataSet(name, classes, images);
    if (dataSet.images(DataSet.TRAIN).isEmpty()) {
      throw log.nothingLeft();
    }
    int objects = images.stream().mapToInt(image -> image.objects().size()).sum();
    return new ImportedDataSet(dataSet, log.report(objects));
  }

  private int fill(String split, int wanted, List<Photograph> photographs)
      throws InvalidDataSetException {
    int used = 0;
    int missing = wanted;
    while (missing > 0 && used < photographs.size()) {
      List<AnnotatedImage> crops = crops(photographs.get(used++), split);
      images.addAll(crops.subList(0, Math.min(missing, crops.size())));
      missing -= crops.size();
    }
    return used;
  }

  private List<AnnotatedImage> crops(Photograph photograph, String split)
      throws InvalidDataSetException {
    if (photograph.objects().isEmpty()) {
      log.count("images without objects");
      return List.of();
    }
    try {
      PixelImage image = ImageFiles.read(photograph.root(), photograph.file());
      requireStatedSize(photograph, image);
      log.imageRead();
      return cut(photograph, image, split);
    } catch (InvalidImageException e) {
      log.imageSkipped(e.getMessage());
      return List.of();
    }
  }

  private static void requireStatedSize(Photograph photograph, PixelImage image)
      throws InvalidImageException {
    boolean stated = photograph.width() > 0 && photograph.height() > 0;
    if (stated && (photograph.width() != image.width() || photograph.height() != image.height())) {
      throw new InvalidImageException(
          "image '%s' is %dx%d but its annotations say %dx%d: annotate the image as it is"
              .formatted(
                  photograph.file(),
                  image.width(),
                  image.height(),
                  photograph.width(),
                  photograph.height()));
    }
  }

  private List<AnnotatedImage> cut(Photograph listed, PixelImage image, String split) {
    Photograph photograph = listed.clip(image.width(), image.height());
    int size = options.size();
    List<Optional<Mask>> masks =
        photograph.objects().stream().map(object -> mask(photograph, object, image)).toList();
    List<Box> crops =
        PocketCrops.choose(photograph.id(), image.width(), image.height(), size, options.seed());
    List<AnnotatedImage> cut = new ArrayList<>();
    for (int i = 0; i < crops.size(); i++) {
      Box crop = crops.get(i);
      List<AnnotatedObject> objects = objects(photograph, masks, crop);
      if (objects.stream().allMatch(AnnotatedObject::crowd)) {
        log.count("crops without objects");
        continue;
      }
      boolean whole = crop.width() == image.width() && crop.height() == image.height();
      String id = whole ? photograph.id() : photograph.id() + "#" + i;
      PixelImage pixels = ImageFiles.resize(ImageFiles.crop(image, crop), size, size);
      cut.add(new AnnotatedImage(id, name, split, pixels, objects));
    }
    return cut;
  }

  private Optional<Mask> mask(Photograph photograph, PhotographedObject object, PixelImage image) {
    try {
      return object.outline().map(outline -> outline.paint(image.width(), image.height()));
    } catch (IllegalArgumentException e) {
      log.warn(
          "masks that can't be read",
          "a mask of image '%s' can't be read (%s): its box is used alone"
              .formatted(photograph.file(), e.getMessage()));
      return Optional.empty();
    }
  }

  private List<AnnotatedObject> objects(
      Photograph photograph, List<Optional<Mask>> masks, Box crop) {
    List<AnnotatedObject> objects = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      PocketCrops.crop(photograph.objects().get(i), masks.get(i), crop, options.size())
          .ifPresentOrElse(objects::add, () -> log.count("objects outside a crop or too small"));
    }
    return objects;
  }
}
