package org.detdiffusion.workbench.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.networks.detection.Detector;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.workbench.process.WorkbenchException;

/** Detectors from the models directory; each is loaded for one use. */
public record LoadedDetectors(Path models) {

  public List<List<Detection>> detect(ModelUpdate model, List<AnnotatedImage> images)
      throws WorkbenchException {
    if (!Sha256.isOne(model.getLocation())) {
      throw new WorkbenchException("'" + model.getLocation() + "' is no folder of a checkpoint.");
    }
    try (Detector detector = Detector.load(models.resolve(model.getLocation()))) {
      return detector.detect(images.stream().map(AnnotatedImage::image).toList());
    } catch (IOException e) {
      throw new WorkbenchException(e.getMessage(), e);
    }
  }
}
