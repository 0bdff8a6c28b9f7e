package org.detdiffusion.perception.data.formats;

import org.detdiffusion.perception.data.InvalidDataSetException;

/**
 * Takes the entries of a COCO annotation file as it states them: names may be missing or lead
 * astray, boxes be invalid, and sections come in any order.
 */
public interface CocoListing {

  /**
   * An entry with its references as the file writes them, numbers or strings.
   *
   * @param id of an object: its category's
   * @param imageId of an image: its own; empty for a category
   */
  record Named<T>(String id, String imageId, T entry) {}

  /** Sizes may be 0. */
  void image(Named<ImageEntry> image) throws InvalidDataSetException;

  void category(Named<ClassEntry> category) throws InvalidDataSetException;

  /** Its class index is still 0, and its box is of NaN where there are no four numbers. */
  void object(Named<ObjectEntry> object) throws InvalidDataSetException;
}
