package org.detdiffusion.workbench.label;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.CocoResults;
import org.detdiffusion.perception.data.formats.SingleCocoFile;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.perception.image.InvalidImageException;

/** Remembers what a detector said before. */
record KeptEye(WholeDataSet data, SingleCocoFile file, ClassNames names, CocoResults results)
    implements Eye {

  @Override
  public List<Detection> look(int image) throws InvalidImageException {
    if (results.unseen().contains(file.imageId(image))) {
      throw new InvalidImageException(
          "image '%s' was not seen when the detections were made: look again with --detector"
              .formatted(data.images().get(image).fileName()));
    }
    return results.byImage().getOrDefault(file.imageId(image), List.of()).stream()
        .map(found -> new Detection(names.name(found.classId()), found.box(), found.score()))
        .toList();
  }

  /**
   * @throws InvalidDataSetException when some are of other images
   */
  void requireImagesOf(LabelRequest request) throws InvalidDataSetException {
    if (!results.images().map(CocoResults.sumOf(data)::equals).orElse(true)) {
      throw new InvalidDataSetException(
          "%s are not of the images of %s%s: name the data set and the split that they were made from"
              .formatted(
                  request.detections(),
                  request.source(),
                  request.split().map(split -> ", split '" + split + "'").orElse("")));
    }
    Set<Long> others = new HashSet<>(results.byImage().keySet());
    for (int i = 0; i < data.images().size(); i++) {
      others.remove(file.imageId(i));
    }
    if (!others.isEmpty()) {
      throw new InvalidDataSetException(
          "%s has detections of image %d, which %s has not: name the data set they were made from"
              .formatted(request.detections(), others.iterator().next(), request.source()));
    }
  }
}
