package org.detdiffusion.perception.data.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.InvalidImageException;
import org.detdiffusion.perception.image.PixelImage;

/**
 * An image of a data set, with objects or without.
 *
 * @param id as the source numbers it; 0 where it does not
 * @param split such as "train", "val2017" or "test"; empty where the source has no splits
 * @param fileName relative to one of the folders, with forward slashes, never leading out of it
 * @param folders where the file may be
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param kept other fields of a COCO image as JSON members; may be empty
 */
public record ImageEntry(
    long id,
    String split,
    String fileName,
    ImageFolders folders,
    int width,
    int height,
    List<ObjectEntry> objects,
    String kept) {

  public ImageEntry {
    objects = List.copyOf(objects);
  }

  /**
   * Its pixels.
   *
   * @throws InvalidImageException in one sentence when they can't be read or have another size
   */
  public PixelImage pixels() throws InvalidImageException {
    PixelImage pixels = ImageFiles.read(folder(), fileName);
    if (pixels.width() != width || pixels.height() != height) {
      throw new InvalidImageException(
          "image '%s' has %dx%d pixels where its annotation says %dx%d: correct the annotation"
              .formatted(fileName, pixels.width(), pixels.height(), width, height));
    }
    return pixels;
  }

  private Path folder() throws InvalidImageException {
    for (Path folder : folders.folders()) {
      if (Files.isRegularFile(folder.resolve(fileName))) {
        return folder;
      }
    }
    throw new InvalidImageException(
        "image '" + fileName + "' has no file: add it or drop its annotations");
  }

  public ImageEntry withObjects(List<ObjectEntry> others) {
    return new ImageEntry(id, split, fileName, folders, width, height, others, kept);
  }

  ImageEntry named(String other) {
    return other.equals(fileName)
        ? this
        : new ImageEntry(id, split, other, folders, width, height, objects, kept);
  }

  ImageEntry with(ImageSize size, List<ObjectEntry> otherObjects) {
    return new ImageEntry(
        id, split, fileName, folders, size.width(), size.height(), otherObjects, kept);
  }
}
