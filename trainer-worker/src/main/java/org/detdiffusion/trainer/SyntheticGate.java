package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.messages.QualityGate;
import org.detdiffusion.networks.weights.Checkpoint;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.attribute.LayoutAgreement;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;

/** Labels synthetic images again, before they are trained on, and says which of them may be. */
record SyntheticGate(QualityGate settings, Path models, Trainings trainings) {

  /**
   * One verdict an image, in their order.
   *
   * @throws RejectedException when the detector is not there or can't look at such images
   */
  GateReport judge(RunImages images) throws RejectedException, IOException {
    List<List<Detection>> seen = look(images);
    List<GateVerdict> verdicts = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      verdicts.add(judge(images.get(i), seen.get(i)));
    }
    return new GateReport(verdicts);
  }

  private GateVerdict judge(AnnotatedImage image, List<Detection> seen) {
    AttributeRule rule =
        new AttributeRule(settings.getGamma(), settings.getBeta(), settings.getClassAware());
    LayoutAgreement agreement =
        LayoutAgreement.of(rule, settings.getUnaskedScore(), image.objects(), seen);
    return GateVerdict.of(image, agreement, outcome(agreement));
  }

  private GateOutcome outcome(LayoutAgreement agreement) {
    if (agreement.share() < settings.getMinAgreement()) {
      return GateOutcome.NOT_FOUND;
    }
    Integer most = settings.getMaxUnasked();
    return most != null && agreement.unasked() > most ? GateOutcome.UNASKED : GateOutcome.KEPT;
  }

  private List<List<Detection>> look(RunImages images) throws RejectedException, IOException {
    Path folder = folder();
    try {
      return trainings.detect(folder, images.pixels());
    } catch (InvalidWeightsException | IllegalArgumentException unusable) {
      throw new RejectedException(
          PermanentCode.BAD_GATE, "the gate's detector can't be used: " + unusable.getMessage());
    }
  }

  /** Some detectors are programs, so a job or a link must not name one that lies elsewhere. */
  private Path folder() throws RejectedException, IOException {
    Path folder = Checkpoint.at(models, settings.getDetector());
    if (!Files.isDirectory(folder)) {
      throw new RejectedException(
          PermanentCode.BAD_GATE,
          "the gate's detector %s is not in the trainer's models directory; put it there"
              .formatted(settings.getDetector()));
    }
    if (!folder.toRealPath().startsWith(models.toRealPath())) {
      throw new RejectedException(
          PermanentCode.BAD_GATE,
          "the gate's detector %s leads out of the models directory; put the detector there"
              .formatted(settings.getDetector()));
    }
    return folder;
  }
}
