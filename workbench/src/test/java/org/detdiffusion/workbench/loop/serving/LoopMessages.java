package org.detdiffusion.workbench.loop.serving;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Outgoing;

/** Messages about a data set of pets, as workers and users publish them. */
final class LoopMessages {
  private LoopMessages() {}

  static Outgoing image(String id) {
    AnnotatedImageMessage message =
        AnnotatedImageMessage.newBuilder()
            .setId(id)
            .setDataSet("pets")
            .setSplit("train")
            .setWidth(64)
            .setHeight(64)
            .setImage(ByteBuffer.allocate(0))
            .setSha256("0".repeat(64))
            .setObjects(List.of(hardDog()))
            .build();
    return outgoing(Topics.ANNOTATED_IMAGES, "pets/" + id, message);
  }

  static Outgoing verdict(String id, String detector) {
    AttributeRecord record =
        AttributeRecord.newBuilder()
            .setImageId(id)
            .setDataSet("pets")
            .setSplit("train")
            .setWidth(64)
            .setHeight(64)
            .setObjects(List.of(hardDog()))
            .setDetector("fold-0")
            .setDetectorSha256(detector)
            .setGamma(0.3)
            .setBeta(0.6)
            .build();
    return outgoing(Topics.ATTRIBUTE_RECORDS, "pets/" + id, record);
  }

  static Outgoing job(String run, String name) {
    TrainingJob job =
        TrainingJob.newBuilder()
            .setId(run)
            .setName(name)
            .setRole(Role.DETECTOR)
            .setDataSet("pets")
            .setSteps(7)
            .setLabels(scope())
            .build();
    return outgoing(Topics.TRAINING_JOBS, run, job);
  }

  static Outgoing detector(String run, String name, String sha256) {
    ModelUpdate update =
        ModelUpdate.newBuilder()
            .setRole(Role.DETECTOR)
            .setName(name)
            .setRunId(run)
            .setLocation(sha256)
            .setSha256(sha256)
            .setStep(7)
            .setSteps(7)
            .setFinished(true)
            .setLabels(scope())
            .build();
    return outgoing(Topics.MODEL_UPDATES, "detector/" + name, update);
  }

  static Outgoing made(String job, int index) {
    SyntheticImage image =
        SyntheticImage.newBuilder()
            .setId(job + "-" + index)
            .setJobId(job)
            .setLayout(new LayoutMessage(64, 64, List.of(hardDog())))
            .setImage(ByteBuffer.allocate(0))
            .setSha256("0".repeat(64))
            .setGenerator("generator")
            .setGeneratorSha256("0")
            .setPrompt("")
            .setSeed(0)
            .setSampling(Sampling.newBuilder().build())
            .setMillis(1)
            .build();
    return outgoing(Topics.SYNTHETIC_IMAGES, image.getId(), image);
  }

  static Outgoing cancellation(String job) {
    return outgoing(Topics.CANCELLED_JOBS, job, new JobCancellation(job));
  }

  static Outgoing augmentation(AugmentationJob job) {
    return outgoing(Topics.AUGMENTATION_JOBS, job.getId(), job);
  }

  static Outgoing training(TrainingJob job) {
    return outgoing(Topics.TRAINING_JOBS, job.getId(), job);
  }

  private static LabelScope scope() {
    return LabelScope.newBuilder().setDataSet("pets").setSplit("train").build();
  }

  private static ObjectAnnotation hardDog() {
    return ObjectAnnotation.newBuilder()
        .setClassName("dog")
        .setX(4)
        .setY(4)
        .setWidth(30)
        .setHeight(20)
        .setDifficulty(Difficulty.HARD)
        .build();
  }

  private static Outgoing outgoing(String topic, String key, SpecificRecord message) {
    return new Outgoing(topic, key, Wire.encode(message));
  }
}
