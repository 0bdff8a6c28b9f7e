package org.detdiffusion.perception.data.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;

/** Small data sets, and what is done to them. */
final class SmallSets {
  static final String COCO =
      """
      {"info": {"year": 2026, "ratio": 1.50}, "licenses": [{"id": 3, "name": "MIT"}],
       "categories": [{"id": 7, "name": "cup", "supercategory": "kitchen"},
                      {"id": 9, "name": "never used"}, {"id": 8, "name": "dog & \\"cat\\""}],
       "annotations": [
         {"id": 5, "image_id": 20, "category_id": 8, "bbox": [10.25, 20.5, 30.125, 16],
          "area": 300.5, "iscrowd": 0, "segmentation": [[10.250, 20.5, 40, 20.5, 40, 36.5]],
          "attributes": {"hard": true}},
         {"id": 6, "image_id": 20, "category_id": 7, "bbox": [0, 0, 64, 48], "iscrowd": 1,
          "segmentation": {"size": [48, 64], "counts": "abc"}},
         {"id": 9, "image_id": 22, "category_id": 7, "bbox": [1, 2, 3, 4]}],
       "images": [{"id": 20, "file_name": "a.png", "width": 64, "height": 48, "license": 3},
                  {"id": 21, "file_name": "empty.png", "width": 64, "height": 48},
                  {"id": 22, "file_name": "sub/a.png"}]}
      """;
  static final ConversionProgress SILENT = (doing, done, all) -> {};

  private SmallSets() {}

  static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  static void image(Path file, int width, int height) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, ImageFiles.png(new PixelImage(width, height, new byte[width * height * 3])));
  }

  /** Three images, one of them without objects, another without a stated size. */
  static Path coco(Path folder) throws IOException {
    write(folder.resolve("annotations/instances.json"), COCO);
    image(folder.resolve("images/a.png"), 64, 48);
    image(folder.resolve("images/empty.png"), 64, 48);
    image(folder.resolve("images/sub/a.png"), 30, 20);
    return folder;
  }

  /** One image of 100x50 with the given label lines, classes "cup" and "dog". */
  static Path yolo(Path folder, String lines) throws IOException {
    write(folder.resolve("classes.txt"), "cup\ndog\n");
    write(folder.resolve("labels/train/a.txt"), lines);
    image(folder.resolve("images/train/a.png"), 100, 50);
    return folder;
  }

  static ConversionReport convert(DataFormat from, Path source, DataFormat to, Path target)
      throws InvalidDataSetException {
    return Conversion.run(
        new ConversionRequest(from, source, to, target, ImagePlacement.COPY, false), SILENT);
  }

  static WholeDataSet read(DataFormat format, Path source) throws InvalidDataSetException {
    return format.read(source, new ConversionLog(SILENT));
  }

  static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
