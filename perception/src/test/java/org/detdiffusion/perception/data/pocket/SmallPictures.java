package org.detdiffusion.perception.data.pocket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;

/** Writes the small data sets that the reading tests start from. */
final class SmallPictures {
  private SmallPictures() {}

  /** Dark, with a bright rectangle. */
  static byte[] png(int width, int height, int left, int top, int right, int bottom) {
    byte[] rgb = new byte[width * height * 3];
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        rgb[(y * width + x) * 3] = (byte) 200;
      }
    }
    return ImageFiles.png(new PixelImage(width, height, rgb));
  }

  static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** Images a.png, b.png, ... of 64x64, each with one "cell" at (10, 20, 30, 16). */
  static Path coco(Path folder, int count) throws IOException {
    write(folder.resolve("annotations/all.json"), cocoJson(count, ""));
    for (int i = 0; i < count; i++) {
      write(folder.resolve("images/" + name(i)), png(64, 64, 10, 20, 40, 36));
    }
    return folder;
  }

  static String name(int index) {
    return (char) ('a' + index) + ".png";
  }

  /**
   * @param more further annotations, each with a comma before it
   */
  static String cocoJson(int count, String more) {
    StringBuilder images = new StringBuilder();
    StringBuilder annotations = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String comma = i == 0 ? "" : ",";
      images.append(comma).append("{\"id\":%d,\"file_name\":\"%s\"}".formatted(i, name(i)));
      annotations.append(comma).append(annotation(i, i, 4, "[10, 20, 30, 16]"));
    }
    return """
        {"info": {"year": 2026}, "images": [%s],
         "annotations": [%s%s],
         "categories": [{"id": 4, "name": "cell"}, {"id": 9, "name": "never used"}]}
        """
        .formatted(images, annotations, more);
  }

  static String annotation(int id, int image, int category, String box) {
    return "{\"id\":%d,\"image_id\":%d,\"category_id\":%d,\"bbox\":%s,\"iscrowd\":0}"
        .formatted(id, image, category, box);
  }

  static void vocImage(Path folder, String id, int width, int height, String... corners)
      throws IOException {
    write(folder.resolve("JPEGImages/" + id + ".png"), png(width, height, 10, 20, 40, 36));
    write(folder.resolve("Annotations/" + id + ".xml"), vocXml(width, height, corners));
  }

  /**
   * @param corners each "xmin ymin xmax ymax"
   */
  static String vocXml(int width, int height, String... corners) {
    StringBuilder objects = new StringBuilder();
    for (String corner : corners) {
      String[] c = corner.split(" ");
      objects.append(
          "<object><name>cell</name><bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox></object>\n"
              .formatted(c[0], c[1], c[2], c[3]));
    }
    return "<annotation>\n<size><width>%d</width><height>%d</height></size>\n%s</annotation>"
        .formatted(width, height, objects);
  }
}
