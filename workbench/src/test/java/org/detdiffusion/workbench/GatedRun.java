package org.detdiffusion.workbench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.QualityGate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.TopicSnapshot;

/** A training run like one of the demo's that learns from synthetic images, behind a gate. */
record GatedRun(ServedPage served) {

  void publish() throws Exception {
    List<Incoming> records = new ArrayList<>();
    new TopicSnapshot(served.clients(), Duration.ofSeconds(20))
        .read(
            List.of(Topics.TRAINING_JOBS, Topics.MODEL_UPDATES),
            (record, read, all) -> records.add(record));
    TrainingJob gated =
        TrainingJob.newBuilder(like(records))
            .setId("gated")
            .setName("gated")
            .setSteps(2)
            .setLabels(null)
            .setHeldOut(null)
            .setGate(gate(detector(records)))
            .build();
    served.publish(List.of(new Outgoing(Topics.TRAINING_JOBS, "gated", Wire.encode(gated))));
  }

  /** A toy finds nothing, so its gate only looks. */
  private static QualityGate gate(String detector) {
    return QualityGate.newBuilder()
        .setDetector(detector)
        .setMinAgreement(ServedPage.isToy() ? 0 : 0.5)
        .build();
  }

  private static TrainingJob like(List<Incoming> records) throws UnreadableMessageException {
    for (Incoming record : records) {
      if (record.topic().equals(Topics.TRAINING_JOBS)) {
        TrainingJob job = Wire.decode(TrainingJob.class, record.value());
        if (job.getRole() == Role.DETECTOR && !job.getSyntheticJobs().isEmpty()) {
          return job;
        }
      }
    }
    throw new AssertionError("no run of the demo has learnt from synthetic images");
  }

  private static String detector(List<Incoming> records) throws UnreadableMessageException {
    for (Incoming record : records) {
      if (record.topic().equals(Topics.MODEL_UPDATES)) {
        ModelUpdate update = Wire.decode(ModelUpdate.class, record.value());
        if (update.getRole() == Role.DETECTOR && update.getFinished()) {
          return update.getLocation();
        }
      }
    }
    throw new AssertionError("the demo has announced no detector");
  }
}
