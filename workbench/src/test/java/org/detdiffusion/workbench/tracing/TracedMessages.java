package org.detdiffusion.workbench.tracing;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workerkit.Outgoing;

/** Messages of a data set that a pocket network learns from in a second. */
final class TracedMessages {
  private static final String DATA_SET = "noise";
  private static final int SIDE = 64;

  private TracedMessages() {}

  static Outgoing image(String id) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    new SplittableRandom(id.hashCode()).nextBytes(rgb);
    byte[] png = ImageFiles.png(new PixelImage(SIDE, SIDE, rgb));
    AnnotatedImageMessage message =
        AnnotatedImageMessage.newBuilder()
            .setId(id)
            .setDataSet(DATA_SET)
            .setSplit("train")
            .setWidth(SIDE)
            .setHeight(SIDE)
            .setImage(ByteBuffer.wrap(png))
            .setSha256(Sha256.of(png))
            .setObjects(List.of(square().build()))
            .build();
    return outgoing(Topics.ANNOTATED_IMAGES, DATA_SET + "/" + id, message);
  }

  static Outgoing verdict(String id) {
    AttributeRecord record =
        AttributeRecord.newBuilder()
            .setImageId(id)
            .setDataSet(DATA_SET)
            .setSplit("train")
            .setWidth(SIDE)
            .setHeight(SIDE)
            .setObjects(List.of(square().setDifficulty(Difficulty.HARD).build()))
            .setDetector("judge")
            .setDetectorSha256("0".repeat(64))
            .setGamma(0.3)
            .setBeta(0.6)
            .build();
    return outgoing(Topics.ATTRIBUTE_RECORDS, DATA_SET + "/" + id, record);
  }

  static Outgoing augmentation(String id, int images) {
    AugmentationJob job =
        AugmentationJob.newBuilder()
            .setId(id)
            .setDataSet(DATA_SET)
            .setImages(images)
            .setSampling(Sampling.newBuilder().setSteps(1).build())
            .build();
    return outgoing(Topics.AUGMENTATION_JOBS, id, job);
  }

  static Outgoing generator(String run) {
    TrainingJob job = training(run, Role.GENERATOR).setName("generator").build();
    return outgoing(Topics.TRAINING_JOBS, run, job);
  }

  /** Which begins when so many images of the augmentation job have come. */
  static Outgoing detector(String run, String augmentation, int images) {
    TrainingJob job =
        training(run, Role.DETECTOR)
            .setName("detector")
            .setSyntheticJobs(List.of(augmentation))
            .setSyntheticImages(images)
            .build();
    return outgoing(Topics.TRAINING_JOBS, run, job);
  }

  private static TrainingJob.Builder training(String run, Role role) {
    return TrainingJob.newBuilder()
        .setId(run)
        .setRole(role)
        .setDataSet(DATA_SET)
        .setSteps(2)
        .setBatchSize(2)
        .setCheckpointEvery(2);
  }

  private static ObjectAnnotation.Builder square() {
    return ObjectAnnotation.newBuilder()
        .setClassName("square")
        .setX(16)
        .setY(16)
        .setWidth(32)
        .setHeight(32);
  }

  private static Outgoing outgoing(String topic, String key, SpecificRecord message) {
    return new Outgoing(topic, key, Wire.encode(message));
  }
}
