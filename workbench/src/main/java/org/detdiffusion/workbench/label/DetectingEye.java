package org.detdiffusion.workbench.label;

import java.io.IOException;
import java.util.List;
import org.detdiffusion.networks.detection.Detector;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.data.formats.CocoResultsWriter;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.SingleCocoFile;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.perception.image.InvalidImageException;
import org.detdiffusion.perception.image.PixelImage;

/** Looks with a detector, and keeps all that it says. */
record DetectingEye(
    WholeDataSet data,
    SingleCocoFile file,
    Detector detector,
    ClassNames names,
    CocoResultsWriter results)
    implements Eye {

  @Override
  public List<Detection> look(int image) throws IOException, InvalidImageException {
    ImageEntry entry = data.images().get(image);
    requireSize(entry);
    List<Detection> found = detector.detect(List.of(pixels(image))).get(0);
    for (Detection one : found) {
      results.add(file.imageId(image), names.id(one.className()), one.box(), one.score());
    }
    return found;
  }

  private PixelImage pixels(int image) throws IOException, InvalidImageException {
    try {
      return data.images().get(image).pixels();
    } catch (InvalidImageException e) {
      results.unseen(file.imageId(image), data.classes().isEmpty() ? 1 : file.classId(0));
      throw e;
    }
  }

  private void requireSize(ImageEntry entry) throws IOException {
    int side = detector.imageSize();
    if (side != 0 && (entry.width() != side || entry.height() != side)) {
      throw new IOException(
          ("image '%s' is %dx%d, but the detector looks at %dx%d alone: name one for images of any"
                  + " size, or crop the images")
              .formatted(entry.fileName(), entry.width(), entry.height(), side, side));
    }
  }
}
