package org.detdiffusion.trainer;

import org.detdiffusion.messages.QualityGate;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.workerkit.RejectedException;

/** What can be said of a job's gate before any image is looked at. */
final class GateCheck {
  private GateCheck() {}

  /** Refuses a gate that can never be asked, or lets nothing through. */
  static void check(TrainingJob job) throws RejectedException {
    QualityGate gate = job.getGate();
    if (gate == null) {
      return;
    }
    JobCheck.require(
        !job.getSyntheticJobs().isEmpty(),
        "the gate has no images to look at; name syntheticJobs or leave it out");
    JobCheck.require(
        Sha256.isOne(gate.getDetector()),
        "the gate's detector '%s' must be the 64 hexadecimal digits of a folder of models",
        gate.getDetector());
    belowOne("gamma", gate.getGamma());
    belowOne("beta", gate.getBeta());
    belowOne("unaskedScore", gate.getUnaskedScore());
    double least = gate.getMinAgreement();
    JobCheck.require(
        least >= 0 && least <= 1, "the gate's minAgreement is %s; it must be 0 to 1", least);
    Integer most = gate.getMaxUnasked();
    JobCheck.require(
        most == null || most >= 0,
        "the gate's maxUnasked is %d; it must be 0 or more, or null for any number",
        most);
  }

  private static void belowOne(String field, double value) throws RejectedException {
    JobCheck.require(
        value >= 0 && value < 1,
        "the gate's %s is %s; only what is above it counts, so it must be 0 or more and below 1",
        field,
        value);
  }
}
