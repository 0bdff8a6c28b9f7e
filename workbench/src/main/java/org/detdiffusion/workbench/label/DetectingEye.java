package org.detdiffusion.workbench.label;

import java.io.IOException;
import java.util.List;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.data.formats.CocoResultsWriter;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.SingleCocoFile;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.perception.image.InvalidImageException;
import org.detdiffusion.perception.image.PixelImage;

/** Looks with detectors, and keeps all that they say. */
record DetectingEye(
    WholeDataSet data,
    SingleCocoFile file,
    FoldDetectors detectors,
    ClassNames names,
    CocoResultsWriter results)
    implements Eye {

  @Override
  public List<Detection> look(int image) throws IOException, InvalidImageException {
    ImageEntry entry = data.images().get(image);
    List<Detection> found = detectors.look(entry.fileName(), pixels(image));
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
}
