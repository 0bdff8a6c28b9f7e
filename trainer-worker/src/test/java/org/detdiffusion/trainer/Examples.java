package org.detdiffusion.trainer;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workerkit.Incoming;

/** Small messages to train on. */
final class Examples {
  static final String DATA_SET = "drawn";
  static final int SIDE = 64;

  private Examples() {}

  static Incoming record(String topic, long offset, String key, SpecificRecord message) {
    return new Incoming(topic, 0, offset, key, Wire.encode(message), Map.of(), 1);
  }

  static AnnotatedImageMessage image(String id, String split) {
    byte[] png = ImageFiles.png(square(id));
    return AnnotatedImageMessage.newBuilder()
        .setId(id)
        .setDataSet(DATA_SET)
        .setSplit(split)
        .setWidth(SIDE)
        .setHeight(SIDE)
        .setImage(ByteBuffer.wrap(png))
        .setSha256(Sha256.of(png))
        .setObjects(List.of(square()))
        .build();
  }

  static AttributeRecord attributes(String id, Difficulty difficulty) {
    return AttributeRecord.newBuilder()
        .setImageId(id)
        .setDataSet(DATA_SET)
        .setSplit("train")
        .setWidth(SIDE)
        .setHeight(SIDE)
        .setObjects(
            List.of(ObjectAnnotation.newBuilder(square()).setDifficulty(difficulty).build()))
        .setDetector("detector")
        .setDetectorSha256("0".repeat(64))
        .setGamma(0.3)
        .setBeta(0.6)
        .build();
  }

  static SyntheticImage synthetic(String id, String jobId) {
    return synthetic(id, jobId, List.of(square()));
  }

  /** An image of one square that was asked to show these objects. */
  static SyntheticImage synthetic(String id, String jobId, List<ObjectAnnotation> asked) {
    byte[] png = ImageFiles.png(square(id));
    return SyntheticImage.newBuilder()
        .setId(id)
        .setJobId(jobId)
        .setLayout(new LayoutMessage(SIDE, SIDE, asked))
        .setImage(ByteBuffer.wrap(png))
        .setSha256(Sha256.of(png))
        .setGenerator("generator")
        .setGeneratorSha256("0".repeat(64))
        .setPrompt("a square")
        .setSeed(0)
        .setSampling(new Sampling("dpm-solver++", 6, 2.5))
        .setMillis(1)
        .build();
  }

  static TrainingJob.Builder job(String id, Role role) {
    return TrainingJob.newBuilder()
        .setId(id)
        .setName("model-" + id)
        .setRole(role)
        .setDataSet(DATA_SET)
        .setSteps(6)
        .setBatchSize(2)
        .setCheckpointEvery(2);
  }

  static ObjectAnnotation square() {
    return ObjectAnnotation.newBuilder()
        .setClassName("square")
        .setX(16)
        .setY(16)
        .setWidth(32)
        .setHeight(32)
        .build();
  }

  /** A bright square on noise that depends on the id. */
  private static PixelImage square(String id) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    new SplittableRandom(id.hashCode()).nextBytes(rgb);
    for (int y = 16; y < 48; y++) {
      for (int x = 16; x < 48; x++) {
        rgb[(y * SIDE + x) * 3] = (byte) 255;
      }
    }
    return new PixelImage(SIDE, SIDE, rgb);
  }
}
