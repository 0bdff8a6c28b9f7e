package org.detdiffusion.perception.data.formats;

import java.util.List;

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

  ImageEntry with(ImageSize size, List<ObjectEntry> otherObjects) {
    return new ImageEntry(
        id, split, fileName, folders, size.width(), size.height(), otherObjects, kept);
  }
}
