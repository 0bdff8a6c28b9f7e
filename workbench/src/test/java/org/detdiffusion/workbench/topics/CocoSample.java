package org.detdiffusion.workbench.topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;

/** A COCO directory: two photographs to learn from, one of them empty, and one to validate on. */
final class CocoSample {
  static final String TRAIN =
      """
      {"categories": [{"id": 7, "name": "cup"}, {"id": 9, "name": "dog & \\"cat\\""}],
       "images": [{"id": 20, "file_name": "a.png", "width": 100, "height": 50},
                  {"id": 21, "file_name": "sub/empty.png", "width": 30, "height": 40}],
       "annotations": [
         {"id": 5, "image_id": 20, "category_id": 9, "bbox": [10.25, 20.5, 30.125, 16],
          "segmentation": [[10.25, 20.5, 40, 20.5, 40, 36.5]], "attribute": "hard"},
         {"id": 6, "image_id": 20, "category_id": 7, "bbox": [0, 0, 100, 50], "iscrowd": 1}]}
      """;
  static final String VAL =
      """
      {"categories": [{"id": 7, "name": "cup"}],
       "images": [{"id": 1, "file_name": "a.png", "width": 33, "height": 47},
                  {"id": 2, "file_name": "gone.png", "width": 33, "height": 47}],
       "annotations": [{"id": 1, "image_id": 1, "category_id": 7, "bbox": [1.7, 2.3, 11.1, 0.9]},
                       {"id": 2, "image_id": 1, "category_id": 7, "bbox": [1, 2, 0, 0]}]}
      """;

  private CocoSample() {}

  static Path write(Path folder) throws IOException {
    Path annotations = Files.createDirectories(folder.resolve("annotations"));
    Files.writeString(annotations.resolve("instances_train.json"), TRAIN);
    Files.writeString(annotations.resolve("instances_val.json"), VAL);
    image(folder.resolve("train/a.png"), 100, 50);
    image(folder.resolve("train/sub/empty.png"), 30, 40);
    image(folder.resolve("val/a.png"), 33, 47);
    return folder;
  }

  private static void image(Path file, int width, int height) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, ImageFiles.png(pixels(width, height)));
  }

  static PixelImage pixels(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * 7);
    }
    return new PixelImage(width, height, rgb);
  }
}
