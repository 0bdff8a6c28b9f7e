package org.detdiffusion.perception.data.formats;

/** What becomes of the image files. */
public enum ImagePlacement {
  COPY,
  /** A second name of the same file, on the same file system. */
  LINK,
  NONE
}
